using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What a run did to a snapshot.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionSnapshotResource
{
    /// <summary>The snapshot's id.</summary>
    [NonEmptyString]
    public string? SnapshotId { get; set; }

    /// <summary>How it went.</summary>
    public LifecycleExecutionResourceState? State { get; set; }

    /// <summary>The snapshot and its state.</summary>
    public override string ToString() => $"{SnapshotId} {State}".TrimEnd();
}
