using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>The settings of an account, and the regions that it can use.</summary>
internal static class AccountOperations
{
    private const string Element = "imageBlockPublicAccessState";
    private const string Blocked = "block-new-sharing";
    private const string Unblocked = "unblocked";
    private const string NotRequired = "opt-in-not-required";
    private const string NotOptedIn = "not-opted-in";

    private static readonly string[] DefaultRegions =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
        "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    private static readonly string[] OptInRegions =
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6",
        "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1",
    ];

    private static readonly Dictionary<string, FilterValues<Ec2Region>> RegionFilters = new(StringComparer.Ordinal)
    {
        ["endpoint"] = region => [region.Endpoint],
        ["opt-in-status"] = region => [region.OptInStatus],
        ["region-name"] = region => [region.Name],
    };

    public static IEnumerable<XElement?> DescribeRegions(OperationContext context, QueryParameters parameters)
    {
        var names = parameters.List("RegionName");
        var all = DefaultRegions.Select(name => new Ec2Region(name, NotRequired))
            .Concat(OptInRegions.Select(name => new Ec2Region(name, NotOptedIn)))
            .ToList();
        if (names.Where(name => !all.Exists(region => region.Name == name)).ToList() is { Count: > 0 } missing)
            throw QueryErrors.InvalidValue($"Invalid region names: {string.Join(", ", missing)}");
        var matches = Ec2Filters.Read(parameters, RegionFilters, _ => []);
        var includeAll = names.Length > 0 || parameters.IsTrue("AllRegions");
        var found = all
            .Where(region => includeAll || region.OptInStatus == NotRequired)
            .Where(region => names.Length == 0 || names.Contains(region.Name))
            .Where(matches);
        return
        [
            QueryXml.List("regionInfo", found, region =>
            [
                new("regionName", region.Name),
                new("regionEndpoint", region.Endpoint),
                new("optInStatus", region.OptInStatus),
            ]),
        ];
    }

    public static IEnumerable<XElement?> GetImageBlockPublicAccess(OperationContext context, QueryParameters parameters) =>
        [new(Element, context.State.Ec2.Settings.BlocksPublicImages ? Blocked : Unblocked), new("managedBy", "account")];

    public static IEnumerable<XElement?> EnableImageBlockPublicAccess(OperationContext context, QueryParameters parameters)
    {
        var state = parameters.Require("ImageBlockPublicAccessState");
        if (state != Blocked)
            throw QueryErrors.InvalidValue("ImageBlockPublicAccessState", state, Blocked);
        return SetImageBlockPublicAccess(context, true);
    }

    public static IEnumerable<XElement?> DisableImageBlockPublicAccess(OperationContext context, QueryParameters parameters) =>
        SetImageBlockPublicAccess(context, false);

    private static XElement[] SetImageBlockPublicAccess(OperationContext context, bool blocks)
    {
        context.State.Ec2.Settings = context.State.Ec2.Settings with { BlocksPublicImages = blocks };
        return [new(Element, blocks ? Blocked : Unblocked)];
    }

    private sealed record Ec2Region(string Name, string OptInStatus)
    {
        public string Endpoint => $"ec2.{Name}.amazonaws.com";
    }
}
