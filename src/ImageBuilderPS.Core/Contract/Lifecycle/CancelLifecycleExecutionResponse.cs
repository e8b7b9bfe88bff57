using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What was stopped.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class CancelLifecycleExecutionResponse : Response
{
    /// <summary>The run's id.</summary>
    [ApiRequired]
    [LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }
}
