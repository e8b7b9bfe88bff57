using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A run of a policy.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class GetLifecycleExecutionResponse : Response
{
    /// <summary>The run.</summary>
    [ApiRequired]
    public LifecycleExecution? LifecycleExecution { get; set; }
}
