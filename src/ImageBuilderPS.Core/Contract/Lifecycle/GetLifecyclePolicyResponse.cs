using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A lifecycle policy.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class GetLifecyclePolicyResponse : Response
{
    /// <summary>The policy.</summary>
    [ApiRequired]
    public LifecyclePolicy? LifecyclePolicy { get; set; }
}
