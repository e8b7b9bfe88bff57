using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>What a run did to one resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecycleExecutionResource : Shape
{
    /// <summary>The account that owns it.</summary>
    [NonEmptyString]
    public string? AccountId { get; set; }

    /// <summary>An image resource's ARN, an AMI's id, or a container image's URI.</summary>
    [NonEmptyString]
    public string? ResourceId { get; set; }

    /// <summary>The result.</summary>
    public LifecycleExecutionResourceState? State { get; set; }

    /// <summary>The action and its reason.</summary>
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

    /// <summary>When it started.</summary>
    [EpochSeconds]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>When it ended.</summary>
    [EpochSeconds]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => $"{ResourceId}";
}

/// <summary>The action on one resource and its reason.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecycleExecutionResourceAction : Shape
{
    /// <summary>What was done.</summary>
    [OneOf(typeof(LifecycleExecutionResourceActionName))]
    public string? Name { get; set; }

    /// <summary>The reason.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>What was done.</summary>
    public override string ToString() => $"{Name}";
}

/// <summary>The result of a run for one resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecycleExecutionResourceState : Shape
{
    /// <summary>The status.</summary>
    [OneOf(typeof(LifecycleExecutionResourceStatus))]
    public string? Status { get; set; }

    /// <summary>The reason; null when there is none.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>The status, and the reason if there is one.</summary>
    public override string ToString() => Reason is null ? $"{Status}" : $"{Status}: {Reason}";
}

/// <summary>What a run did to a snapshot.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecycleExecutionSnapshotResource : Shape
{
    /// <summary>The snapshot's id.</summary>
    [NonEmptyString]
    public string? SnapshotId { get; set; }

    /// <summary>The result.</summary>
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

/// <summary>The result of a run for one resource.</summary>
public static class LifecycleExecutionResourceStatus
{
    /// <summary>Failed with an error.</summary>
    public const string Failed = "FAILED";

    /// <summary>In progress.</summary>
    public const string InProgress = "IN_PROGRESS";

    /// <summary>An exclusion kept it.</summary>
    public const string Skipped = "SKIPPED";

    /// <summary>Complete, or nothing to do.</summary>
    public const string Success = "SUCCESS";
}
