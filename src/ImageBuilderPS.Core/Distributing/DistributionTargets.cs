using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>The regions and accounts that a distribution configuration sends an image to.</summary>
public static class DistributionTargets
{
    private const int MaxRegions = 8;

    /// <summary>Regions and accounts: <c>3 regions (us-east-1, eu-west-1, ap-southeast-2), 2 accounts</c>.</summary>
    /// <param name="configuration">The configuration.</param>
    public static string Describe(DistributionConfiguration configuration)
    {
        var regions = Regions(configuration);
        var named = string.Join(", ", regions.Take(MaxRegions));
        if (regions.Count > MaxRegions)
            named += $" and {regions.Count - MaxRegions} more";
        var accounts = Accounts(configuration).Count;
        return regions.Count == 0
            ? "no region"
            : $"{Count(regions.Count, "region")} ({named}), {(accounts == 0 ? "own account" : Count(accounts, "account"))}";
    }

    /// <summary>The regions, each once.</summary>
    /// <param name="configuration">The configuration.</param>
    public static IReadOnlyList<string> Regions(DistributionConfiguration configuration) =>
        [.. (configuration.Distributions ?? []).Select(entry => entry.Region!).Where(region => region is not null).Distinct()];

    /// <summary>The accounts that get their own copy, each once.</summary>
    /// <param name="configuration">The configuration.</param>
    public static IReadOnlyList<string> Accounts(DistributionConfiguration configuration) =>
        [.. (configuration.Distributions ?? []).SelectMany(entry => entry.AmiDistributionConfiguration?.TargetAccountIds ?? []).Distinct()];

    /// <summary>The entries for AMIs: all but those that have containers alone.</summary>
    /// <param name="configuration">The configuration.</param>
    internal static IEnumerable<Distribution> AmiEntries(DistributionConfiguration configuration) => (configuration.Distributions ?? [])
        .Where(entry => entry.AmiDistributionConfiguration is not null || entry.ContainerDistributionConfiguration is null);

    /// <summary>Whether an AMI is for others than its owner.</summary>
    /// <param name="permission">Who may launch it; null for its owner alone.</param>
    internal static bool IsShared(LaunchPermissionConfiguration? permission) => permission is not null
        && new[] { permission.UserIds, permission.UserGroups, permission.OrganizationArns, permission.OrganizationalUnitArns }.Any(list => list is { Length: > 0 });

    private static string Count(int number, string word) => number == 1 ? $"1 {word}" : $"{number} {word}s";
}
