using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What was created.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class CreateLifecyclePolicyResponse : Response
{
    /// <summary>The request's client token.</summary>
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>The new policy's ARN.</summary>
    [ApiRequired]
    [LifecyclePolicyArn]
    public string? LifecyclePolicyArn { get; set; }
}
