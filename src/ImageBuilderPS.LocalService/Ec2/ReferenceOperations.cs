using System.Globalization;
using System.Xml.Linq;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Ssm;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Finds the resources of the caller's account and region that refer to AMIs.</summary>
internal static class ReferenceOperations
{
    private const int MaxIds = 10;
    private const string StateName = "state-name";
    private const string VersionDepth = "version-depth";
    private const int DefaultDepth = 10;
    private const int MaxDepth = 10_000;

    private delegate IEnumerable<(string? ImageId, string Arn)> Finder(OperationContext context, QueryParameters[] options);

    private static readonly Dictionary<string, Finder> Finders = new(StringComparer.Ordinal)
    {
        ["ec2:Instance"] = Instances,
        ["ec2:LaunchTemplate"] = LaunchTemplates,
        ["ssm:Parameter"] = Parameters,
        ["imagebuilder:ImageRecipe"] = ImageRecipes,
        ["imagebuilder:ContainerRecipe"] = ContainerRecipes,
    };

    public static IEnumerable<XElement?> Describe(OperationContext context, QueryParameters parameters)
    {
        var ids = parameters.List("ImageId");
        if (ids.Length is 0)
            throw QueryErrors.Missing("ImageId");
        if (ids.Length > MaxIds)
            throw QueryErrors.InvalidValue("ImageId", $"{ids.Length} ids", $"at most {MaxIds}");
        Ec2Ids.Images.ThrowIfMalformed(ids);
        var references = Types(parameters)
            .SelectMany(type => Finders[type.Key](context, type.Value).Select(found => (Type: type.Key, found.ImageId, found.Arn)))
            .Where(reference => ids.Contains(reference.ImageId))
            .Distinct();
        return Ec2Pages.Read(
            parameters, (5, 1000), "imageReferenceSet", references, reference => $"{reference.ImageId} {reference.Type} {reference.Arn}", reference =>
            [
                new("imageId", reference.ImageId),
                new("resourceType", reference.Type),
                new("arn", reference.Arn),
            ]);
    }

    // The types to look for, each with its options.
    private static Dictionary<string, QueryParameters[]> Types(QueryParameters parameters)
    {
        var types = new Dictionary<string, QueryParameters[]>(StringComparer.Ordinal);
        if (parameters.IsTrue("IncludeAllResourceTypes"))
        {
            foreach (var type in Finders.Keys)
                types[type] = [];
        }
        foreach (var given in parameters.Structures("ResourceType"))
        {
            var type = given.Require("ResourceType");
            if (!Finders.ContainsKey(type))
                throw QueryErrors.InvalidValue("ResourceType", type, "one of " + string.Join(", ", Finders.Keys));
            types[type] = given.Structures("ResourceTypeOption");
        }
        return types.Count > 0 ? types : throw Ec2Errors.InvalidCombination("Either IncludeAllResourceTypes or ResourceTypes must be specified.");
    }

    private static IEnumerable<(string?, string)> Instances(OperationContext context, QueryParameters[] options)
    {
        var states = Option(options, StateName);
        return context.State.Ec2.Instances.After(null).Select(entry => entry.Value)
            .Where(instance => states.Length == 0 || states.Contains(instance.State))
            .Select(instance => ((string?)instance.ImageId, context.State.Arn("ec2", $"instance/{instance.InstanceId}")));
    }

    private static IEnumerable<(string?, string)> LaunchTemplates(OperationContext context, QueryParameters[] options)
    {
        var depth = DefaultDepth;
        if (Option(options, VersionDepth).FirstOrDefault() is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out depth) || depth is < 1 or > MaxDepth))
        {
            throw QueryErrors.InvalidValue(VersionDepth, text, $"a whole number from 1 to {MaxDepth}");
        }
        return context.State.Ec2.LaunchTemplates.After(null).Select(entry => entry.Value)
            .SelectMany(template => template.Versions.Skip(template.Versions.Length - depth)
                .Select(version => (version.ImageId, context.State.Arn("ec2", $"launch-template/{template.LaunchTemplateId}"))));
    }

    private static IEnumerable<(string?, string)> Parameters(OperationContext context, QueryParameters[] options) =>
        context.State.Parameters.After(null).Select(entry => entry.Value)
            .Select(parameter => ((string?)parameter.Latest.Value, ParameterLookup.Arn(context.State, parameter.Name)));

    private static IEnumerable<(string?, string)> ImageRecipes(OperationContext context, QueryParameters[] options) =>
        context.State.Images.After(null)
            .Select(entry => entry.Value.Image.ImageRecipe)
            .Where(recipe => recipe?.Arn is not null)
            .Select(recipe => (recipe!.ParentImage, recipe.Arn!));

    private static IEnumerable<(string?, string)> ContainerRecipes(OperationContext context, QueryParameters[] options) =>
        context.State.Images.After(null)
            .Select(entry => entry.Value.Image.ContainerRecipe)
            .Where(recipe => recipe?.Arn is not null)
            .Select(recipe => (recipe!.ParentImage, recipe.Arn!));

    private static string[] Option(QueryParameters[] options, string name) =>
        [.. options.Where(option => option.Find("OptionName") == name).SelectMany(option => option.List("OptionValue"))];
}
