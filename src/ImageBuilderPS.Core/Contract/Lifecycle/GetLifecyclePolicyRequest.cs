using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Reads a lifecycle policy.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("GetLifecyclePolicy", "GET")]
public sealed class GetLifecyclePolicyRequest : Request<GetLifecyclePolicyResponse>
{
    /// <summary>The policy's ARN.</summary>
    [ApiRequired, LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }
}
