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

    private static readonly Dictionary<string, FilterValues<Ec2Region>> RegionFilters = new(StringComparer.Ordinal)
    {
        ["endpoint"] = region => [region.Endpoint],
        ["opt-in-status"] = region => [region.OptInStatus],
        ["region-name"] = region => [region.Name],
    };

    public static IEnumerable<XElement?> DescribeRegions(OperationContext context, QueryParameters parameters)
    {
        var names = parameters.List("RegionName");
        var all = Ec2Regions.Of(context.Settings, context.State.Account, context.State.Region).Select(region => new Ec2Region(region.Name, region.Status)).ToList();
        if (names.Where(name => !all.Exists(region => region.Name == name)).ToList() is { Count: > 0 } missing)
            throw QueryErrors.InvalidValue($"Invalid region names: {string.Join(", ", missing)}");
        var matches = Ec2Filters.Read(parameters, RegionFilters, _ => []);
        var includeAll = names.Length > 0 || parameters.IsTrue("AllRegions");
        var found = all
            .Where(region => includeAll || region.OptInStatus != Ec2Regions.NotOptedIn)
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
