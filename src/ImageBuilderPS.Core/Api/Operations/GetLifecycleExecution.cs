using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Reads a run of a policy.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("GetLifecycleExecution", "GET")]
public sealed class GetLifecycleExecutionRequest : Request<GetLifecycleExecutionResponse>
{
    /// <summary>The run's id.</summary>
    [ApiRequired, LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }
}

/// <summary>A run of a policy.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class GetLifecycleExecutionResponse : Response
{
    /// <summary>The run.</summary>
    [ApiRequired]
    public LifecycleExecution? LifecycleExecution { get; set; }
}
