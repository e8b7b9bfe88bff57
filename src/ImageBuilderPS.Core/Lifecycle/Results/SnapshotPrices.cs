using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>What the storage of EBS snapshots costs, in USD for a GiB and a month.</summary>
/// <remarks>Source: Amazon EBS pricing, snapshots; user guide of EBS, pricing of archived snapshots.</remarks>
public sealed class SnapshotPrices
{
    /// <summary>The region's name in a table that means every other region.</summary>
    public const string AnyRegion = "*";

    /// <summary>The default prices: about those of us-east-1 in November 2026, for every region. Some regions cost more.</summary>
    public static readonly SnapshotPrices Default = new(
        new Dictionary<string, SnapshotPrice>(StringComparer.OrdinalIgnoreCase) { [AnyRegion] = new(0.05m, 0.0125m) });

    private const string Archive = "archive";
    private readonly IReadOnlyDictionary<string, SnapshotPrice> regions;

    /// <summary>Prices of one's own.</summary>
    /// <param name="regions">Prices by region; <see cref="AnyRegion"/> is for the others. A region without a price has the default one.</param>
    public SnapshotPrices(IReadOnlyDictionary<string, SnapshotPrice> regions) => this.regions = regions;

    /// <summary>
    /// The most that a snapshot can cost in a month: the price of its full size. EBS bills only blocks that no earlier
    /// snapshot of the volume has, so it may cost nothing.
    /// </summary>
    /// <param name="bytes">Its full size.</param>
    /// <param name="region">Its region.</param>
    /// <param name="storageTier">Its tier, <c>standard</c> or <c>archive</c>; <c>standard</c> where null.</param>
    public decimal MaxMonthlyCost(long bytes, string? region, string? storageTier)
    {
        var price = PriceOf(region);
        return bytes / (decimal)AmiSnapshot.BytesPerGiB * (storageTier == Archive ? price.Archive : price.Standard);
    }

    private SnapshotPrice PriceOf(string? region) =>
        region is not null && regions.TryGetValue(region, out var own) ? own
        : regions.TryGetValue(AnyRegion, out var any) ? any
        : Default.regions[AnyRegion];
}

/// <summary>What a GiB costs in a month, by storage tier.</summary>
/// <param name="Standard">In the standard tier.</param>
/// <param name="Archive">In the archive tier.</param>
public sealed record SnapshotPrice(decimal Standard, decimal Archive);
