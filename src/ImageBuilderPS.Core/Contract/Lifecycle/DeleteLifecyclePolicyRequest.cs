using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Deletes a lifecycle policy.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("DeleteLifecyclePolicy", "DELETE")]
public sealed class DeleteLifecyclePolicyRequest : Request<DeleteLifecyclePolicyResponse>
{
    /// <summary>The policy's ARN.</summary>
    [ApiRequired, LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }
}
