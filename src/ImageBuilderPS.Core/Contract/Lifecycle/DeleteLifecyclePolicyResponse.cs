using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What was deleted.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class DeleteLifecyclePolicyResponse : Response
{
    /// <summary>The policy's ARN.</summary>
    [ApiRequired]
    [LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }
}
