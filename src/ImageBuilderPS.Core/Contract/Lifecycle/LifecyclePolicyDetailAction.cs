using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What a rule does.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicyDetailAction : ExtensibleShape
{
    /// <summary>DELETE, DEPRECATE or DISABLE.</summary>
    [ApiRequired, OneOf(typeof(LifecyclePolicyDetailActionType))]
    public string? Type { get; set; }

    /// <summary>What is acted on along with the image resource; nothing when left out.</summary>
    public LifecyclePolicyDetailActionIncludeResources? IncludeResources { get; set; }

    /// <summary>What is done.</summary>
    public override string ToString() => $"{Type}";
}
