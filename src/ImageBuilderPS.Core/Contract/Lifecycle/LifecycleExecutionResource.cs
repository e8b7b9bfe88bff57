using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What a run did to one resource.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionResource
{
    /// <summary>The account that owns it.</summary>
    [NonEmptyString]
    public string? AccountId { get; set; }

    /// <summary>An image resource's ARN, an AMI's id, or a container image's URI.</summary>
    [NonEmptyString]
    public string? ResourceId { get; set; }

    /// <summary>How it went.</summary>
    public LifecycleExecutionResourceState? State { get; set; }

    /// <summary>What was done and why.</summary>
    public LifecycleExecutionResourceAction? Action { get; set; }

    /// <summary>The resource's region.</summary>
    [NonEmptyString]
    public string? Region { get; set; }

    /// <summary>The snapshots behind an AMI.</summary>
    [ListConstraint(0, int.MaxValue)]
    public LifecycleExecutionSnapshotResource[]? Snapshots { get; set; }

    /// <summary>The URIs of a container image.</summary>
    [StringList]
    public string[]? ImageUris { get; set; }

    /// <summary>When it began.</summary>
    [EpochSeconds]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>When it ended.</summary>
    [EpochSeconds]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => $"{ResourceId}";
}
