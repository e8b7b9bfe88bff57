using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What was started.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class StartResourceStateUpdateResponse : Response
{
    /// <summary>The run that the change shows up as.</summary>
    [LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>The image build version's ARN.</summary>
    [ApiRequired]
    [ImageBuildVersionArn]
    public string? ResourceArn { get; set; }
}
