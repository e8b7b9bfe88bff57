using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Storage;

/// <summary>The resources of all accounts and regions. Lock <see cref="Gate"/> to read or change any of them.</summary>
/// <param name="fill">Fills a region when it is used for the first time.</param>
internal sealed class ServiceState(Action<RegionState> fill)
{
    private const int MaxRegions = 1000;
    private readonly Dictionary<(string Account, string Region), RegionState> regions = [];

    public object Gate { get; } = new();

    /// <summary>The regions of accounts that exist.</summary>
    public IEnumerable<RegionState> Regions => regions.Values;

    /// <summary>An account's resources in a region.</summary>
    /// <exception cref="ServiceQuotaExceededException">The limit is reached. A region is never removed.</exception>
    public RegionState Get(string account, string region)
    {
        if (regions.TryGetValue((account, region), out var known))
            return known;
        if (regions.Count >= MaxRegions)
        {
            throw new ServiceQuotaExceededException(
                $"The local service keeps at most {MaxRegions} regions of accounts; {region} of account {account} exceeds that limit. Restart it to start with an empty state.");
        }
        var state = new RegionState(account, region);
        regions.Add((account, region), state);
        fill(state);
        return state;
    }
}
