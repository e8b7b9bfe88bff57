using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>What a run did to one resource.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionResource : Shape
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

/// <summary>What a run did to one resource and why.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionResourceAction : Shape
{
    /// <summary>What was done.</summary>
    [OneOf(typeof(LifecycleExecutionResourceActionName))]
    public string? Name { get; set; }

    /// <summary>Why.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>What was done.</summary>
    public override string ToString() => $"{Name}";
}

/// <summary>How a run went for one resource.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionResourceState : Shape
{
    /// <summary>The status.</summary>
    [OneOf(typeof(LifecycleExecutionResourceStatus))]
    public string? Status { get; set; }

    /// <summary>Why, where there is something to say.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>The status, and the reason if there is one.</summary>
    public override string ToString() => Reason is null ? $"{Status}" : $"{Status}: {Reason}";
}

/// <summary>What a run did to a snapshot.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecutionSnapshotResource : Shape
{
    /// <summary>The snapshot's id.</summary>
    [NonEmptyString]
    public string? SnapshotId { get; set; }

    /// <summary>How it went.</summary>
    public LifecycleExecutionResourceState? State { get; set; }

    /// <summary>The snapshot and its state.</summary>
    public override string ToString() => $"{SnapshotId} {State}".TrimEnd();
}

/// <summary>What a run does to a resource.</summary>
public static class LifecycleExecutionResourceActionName
{
    /// <summary>Makes it available again.</summary>
    public const string Available = "AVAILABLE";

    /// <summary>Deletes it.</summary>
    public const string Delete = "DELETE";

    /// <summary>Deprecates it.</summary>
    public const string Deprecate = "DEPRECATE";

    /// <summary>Disables it.</summary>
    public const string Disable = "DISABLE";
}

/// <summary>How a run went for one resource.</summary>
public static class LifecycleExecutionResourceStatus
{
    /// <summary>Ended by an error.</summary>
    public const string Failed = "FAILED";

    /// <summary>Going on.</summary>
    public const string InProgress = "IN_PROGRESS";

    /// <summary>It exists and an exclusion kept it.</summary>
    public const string Skipped = "SKIPPED";

    /// <summary>Done, or nothing was left to do.</summary>
    public const string Success = "SUCCESS";
}
