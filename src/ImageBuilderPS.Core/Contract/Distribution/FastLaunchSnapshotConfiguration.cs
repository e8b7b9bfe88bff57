using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Snapshots that are kept ready for faster launching.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class FastLaunchSnapshotConfiguration : ExtensibleShape
{
    /// <summary>How many, 1 to 10000.</summary>
    [ApiRange(1, 10000)]
    public int? TargetResourceCount { get; set; }

    /// <summary>How many snapshots.</summary>
    public override string ToString() => $"{TargetResourceCount} snapshots";
}
