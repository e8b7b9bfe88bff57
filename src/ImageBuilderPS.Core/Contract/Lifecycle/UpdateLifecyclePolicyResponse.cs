using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What was updated.</summary>
/// <remarks>Source: API page UpdateLifecyclePolicy.</remarks>
public sealed class UpdateLifecyclePolicyResponse : Response
{
    /// <summary>The policy's ARN.</summary>
    [ApiRequired]
    [LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }

    /// <summary>The request's client token.</summary>
    [NotInApi]
    public string? ClientToken { get; set; }
}
