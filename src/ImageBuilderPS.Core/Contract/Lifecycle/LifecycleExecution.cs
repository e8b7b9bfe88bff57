using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A run of a lifecycle policy, or a change of state by hand.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecycleExecution
{
    /// <summary>The run's id.</summary>
    [LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>The policy that ran; null for a change by hand.</summary>
    [LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }

    /// <summary>Whether anything was touched.</summary>
    public LifecycleExecutionResourcesImpactedSummary? ResourcesImpactedSummary { get; set; }

    /// <summary>The run's state.</summary>
    public LifecycleExecutionState? State { get; set; }

    /// <summary>When it began.</summary>
    [EpochSeconds]
    public DateTimeOffset? StartTime { get; set; }

    /// <summary>When it ended; null while it goes on.</summary>
    [EpochSeconds]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => $"{LifecycleExecutionId}";
}
