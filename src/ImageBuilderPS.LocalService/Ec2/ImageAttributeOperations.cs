using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Reads and changes single attributes of an AMI.</summary>
internal static class ImageAttributeOperations
{
    private const string LaunchPermission = "launchPermission";
    private const string Description = "description";

    private static readonly Dictionary<string, Func<Ec2Image, object?>> Values = new(StringComparer.Ordinal)
    {
        ["bootMode"] = _ => null,
        ["deregistrationProtection"] = image => image.Protection,
        [Description] = image => image.Description,
        ["imdsSupport"] = _ => null,
        ["kernel"] = _ => null,
        ["lastLaunchedTime"] = image => image.LastLaunchedTime,
        ["ramdisk"] = _ => null,
        ["sriovNetSupport"] = _ => null,
        ["tpmSupport"] = _ => null,
        ["uefiData"] = _ => null,
    };

    public static IEnumerable<XElement?> DescribeAttribute(OperationContext context, QueryParameters parameters)
    {
        var attribute = parameters.Require("Attribute");
        var image = ImageQueries.RequireOwned(context, parameters);
        return [new("imageId", image.ImageId), Attribute(image, attribute)];
    }

    public static IEnumerable<XElement?> ModifyAttribute(OperationContext context, QueryParameters parameters)
    {
        var image = ImageQueries.RequireOwned(context, parameters);
        var ec2 = context.State.Ec2;
        var attribute = parameters.Find("Attribute");
        if (parameters.Find("Description.Value") is { } description)
        {
            ec2.Describe(image.ImageId, description);
        }
        else if (attribute == Description)
        {
            ec2.Describe(image.ImageId, parameters.Find("Value") ?? throw QueryErrors.Missing("Value"));
        }
        else
        {
            var (add, remove) = attribute is null or LaunchPermission
                ? LaunchPermissions(parameters)
                : throw QueryErrors.InvalidValue("Attribute", attribute, $"{Description} or {LaunchPermission}");
            ec2.Share(image.ImageId, add, remove);
        }
        return [new("return", "true")];
    }

    private static XElement Attribute(Ec2Image image, string name)
    {
        if (Values.TryGetValue(name, out var value))
            return new(name, QueryXml.Value("value", value(image)));
        return name switch
        {
            LaunchPermission => Ec2Views.LaunchPermissions(image.LaunchPermissions),
            "productCodes" => new(name),
            "blockDeviceMapping" => throw Ec2Errors.NotOwner(Ec2Ids.Images.ResourceType, image.ImageId),
            _ => throw QueryErrors.InvalidValue("Attribute", name, "an attribute of an AMI"),
        };
    }

    private static (LaunchPermissions Add, LaunchPermissions Remove) LaunchPermissions(QueryParameters parameters)
    {
        var add = Permissions(parameters.Structures("LaunchPermission.Add"));
        var remove = Permissions(parameters.Structures("LaunchPermission.Remove"));
        var listed = new LaunchPermissions
        {
            UserIds = parameters.List("UserId"),
            Groups = parameters.List("UserGroup"),
            OrganizationArns = parameters.List("OrganizationArn"),
            OrganizationalUnitArns = parameters.List("OrganizationalUnitArn"),
        };
        if (parameters.Find("OperationType") is { } type)
        {
            (add, remove) = type switch
            {
                "add" => (listed, remove),
                "remove" => (add, listed),
                _ => throw QueryErrors.InvalidValue("OperationType", type, "add or remove"),
            };
        }
        foreach (var permissions in new[] { add, remove })
            ThrowIfInvalid(permissions);
        return IsEmpty(add) && IsEmpty(remove) ? throw Ec2Errors.InvalidCombination("No attributes specified.") : (add, remove);
    }

    private static LaunchPermissions Permissions(QueryParameters[] permissions) => new()
    {
        UserIds = All(permissions, "UserId"),
        Groups = All(permissions, "Group"),
        OrganizationArns = All(permissions, "OrganizationArn"),
        OrganizationalUnitArns = All(permissions, "OrganizationalUnitArn"),
    };

    private static string[] All(QueryParameters[] permissions, string name) =>
        [.. permissions.Select(permission => permission.Find(name)).OfType<string>()];

    private static bool IsEmpty(LaunchPermissions permissions) =>
        permissions.UserIds.Length + permissions.Groups.Length + permissions.OrganizationArns.Length + permissions.OrganizationalUnitArns.Length == 0;

    private static void ThrowIfInvalid(LaunchPermissions permissions)
    {
        if (permissions.UserIds.FirstOrDefault(id => !Ec2Owners.IsAccount(id)) is { } id)
            throw InvalidItem(id, "userId");
        if (permissions.Groups.FirstOrDefault(group => group != Resources.LaunchPermissions.All) is { } group)
            throw InvalidItem(group, "group");
        var organizations = permissions.OrganizationArns.Concat(permissions.OrganizationalUnitArns);
        if (organizations.FirstOrDefault(arn => Arn.Parse(arn)?.Service != "organizations") is { } arn)
            throw InvalidItem(arn, "organization");
    }

    private static ImageBuilderException InvalidItem(string value, string type) => new(
        $"Invalid attribute item value \"{value}\" for {type} item type.", "InvalidAMIAttributeItemValue", 400);
}
