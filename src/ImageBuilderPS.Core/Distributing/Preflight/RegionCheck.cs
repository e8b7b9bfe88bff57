using ImageBuilderPS.Api;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Checks that the regions exist, and that the accounts have opted in to them.</summary>
/// <remarks>Source: EC2's API reference, DescribeRegions; Account Management guide, "Enable or disable AWS Regions in your account".</remarks>
/// <param name="sites">The accounts and regions.</param>
internal sealed class RegionCheck(PreflightSites sites)
{
    private const string Name = DistributeImageChecks.Regions;

    /// <summary>Checks the regions, and leaves those in the plan that can be used.</summary>
    public async Task CheckAsync(PreflightPlan plan, PreflightRows rows)
    {
        if (!rows.Makes(Name))
            return;
        var (known, problem) = await ReadAsync(sites.Home).ConfigureAwait(false);
        if (problem is not null)
        {
            rows.DoNotKnow(Name, problem);
            return;
        }
        var byName = known!.ToLookup(region => region.Name, StringComparer.Ordinal);
        var enabled = new List<string>();
        foreach (var region in plan.Entries.Select(entry => entry.Region!).Distinct())
        {
            if (!byName.Contains(region))
                rows.Fail(Name, $"There is no region {region}.", "Correct the region in the configuration.", region);
            else if (byName[region].All(found => found.IsEnabled))
                enabled.Add(region);
            else
                FailNotEnabled(rows, region, plan.OwnAccount);
        }
        plan.Entries = [.. plan.Entries.Where(entry => enabled.Contains(entry.Region!))];
        // What every account can use from the beginning need not be asked.
        var optional = plan.Places
            .Where(place => place.AccountId is not null && byName[place.Region].All(region => region.OptInStatus != "opt-in-not-required"))
            .ToList();
        var unusable = await CheckOthersAsync(optional, rows).ConfigureAwait(false);
        rows.PassAll(Name, [.. enabled.Except(unusable)], "enabled.");
    }

    private static Task<(IReadOnlyList<Ec2Region>? Value, AmiFactProblem? Problem)> ReadAsync(PreflightSite site) =>
        site.ReadAsync(Ec2Permissions.DescribeRegions, (ec2, token) => ec2.DescribeRegionsAsync(token));

    private static void FailNotEnabled(PreflightRows rows, string region, string? account) => rows.Fail(
        Name, $"{region} is not enabled for account {account ?? "of the call"}.", "Enable the region in that account, or take it out of the configuration.", region, account);

    private async Task<IReadOnlyCollection<string>> CheckOthersAsync(IReadOnlyList<PreflightPlace> places, PreflightRows rows)
    {
        var unusable = new List<string>();
        foreach (var (place, (known, problem)) in await PreflightSites.ReadAllAsync(places, place => ReadAsync(sites.HomeOf(place.AccountId!))).ConfigureAwait(false))
        {
            if (problem is not null)
                rows.DoNotKnow(Name, problem, place.Region, place.AccountId);
            else if (known!.Any(region => region.Name == place.Region && region.IsEnabled))
                continue;
            else
                FailNotEnabled(rows, place.Region, place.AccountId);
            unusable.Add(place.Region);
        }
        return unusable;
    }
}
