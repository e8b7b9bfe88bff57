using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>A run of a lifecycle policy, or a manual change of state.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecycleExecution : Shape
{
    /// <summary>The run's id.</summary>
    [LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>The policy that ran; null for a manual change.</summary>
    [LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }

    /// <summary>Whether any resource was changed.</summary>
    public LifecycleExecutionResourcesImpactedSummary? ResourcesImpactedSummary { get; set; }

    /// <summary>The run's state.</summary>
    public LifecycleExecutionState? State { get; set; }

    /// <summary>When it started.</summary>
    [EpochSeconds]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>When it ended; null while it is in progress.</summary>
    [EpochSeconds]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => $"{LifecycleExecutionId}";
}

/// <summary>The state of a run.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecycleExecutionState : Shape
{
    /// <summary>The status.</summary>
    [OneOf(typeof(LifecycleExecutionStatus))]
    public string? Status { get; set; }

    /// <summary>The reason; null when there is none.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>The status, and the reason if there is one.</summary>
    public override string ToString() => Reason is null ? $"{Status}" : $"{Status}: {Reason}";
}

/// <summary>Whether a run changed any resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LifecycleExecutionResourcesImpactedSummary : Shape
{
    /// <summary>True when it changed one.</summary>
    public bool? HasImpactedResources { get; set; }

    /// <summary>Whether there are any.</summary>
    public override string ToString() => HasImpactedResources == true ? "resources impacted" : "no resources impacted";
}

/// <summary>States of a run.</summary>
public static class LifecycleExecutionStatus
{
    /// <summary>In progress.</summary>
    public const string InProgress = "IN_PROGRESS";

    /// <summary>Cancelled.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>Being cancelled.</summary>
    public const string Cancelling = "CANCELLING";

    /// <summary>Failed with an error.</summary>
    public const string Failed = "FAILED";

    /// <summary>Complete.</summary>
    public const string Success = "SUCCESS";

    /// <summary>Not started.</summary>
    public const string Pending = "PENDING";
}
