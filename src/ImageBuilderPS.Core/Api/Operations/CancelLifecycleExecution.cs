using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Stops a run after the current resource; nothing is rolled back.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("CancelLifecycleExecution", "PUT")]
public sealed class CancelLifecycleExecutionRequest : Request<CancelLifecycleExecutionResponse>, IIdempotent
{
    /// <summary>The run's id.</summary>
    [ApiRequired, LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [ApiRequired, ClientToken]
    public string? ClientToken { get; set; }
}

/// <summary>What was stopped.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class CancelLifecycleExecutionResponse : Response
{
    /// <summary>The run's id.</summary>
    [ApiRequired]
    [LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }
}
