using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Reads a run of a policy.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("GetLifecycleExecution", "GET")]
public sealed class GetLifecycleExecutionRequest : Request<GetLifecycleExecutionResponse>
{
    /// <summary>The run's id.</summary>
    [ApiRequired, LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }
}
