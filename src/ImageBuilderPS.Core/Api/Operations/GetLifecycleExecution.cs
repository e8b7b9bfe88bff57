using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Reads a run of a policy.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("GetLifecycleExecution", "GET")]
public sealed class GetLifecycleExecutionRequest : Request<GetLifecycleExecutionResponse>
{
    /// <summary>The run's id.</summary>
    [ApiRequired, LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }
}

/// <summary>A run of a policy.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class GetLifecycleExecutionResponse : Response
{
    /// <summary>The run.</summary>
    [ApiRequired]
    public LifecycleExecution? LifecycleExecution { get; set; }
}
