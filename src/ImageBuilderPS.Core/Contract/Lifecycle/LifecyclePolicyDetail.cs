using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>One rule of a lifecycle policy.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicyDetail : ExtensibleShape
{
    /// <summary>What is done.</summary>
    [ApiRequired]
    public LifecyclePolicyDetailAction? Action { get; set; }

    /// <summary>To which images, by age or count.</summary>
    [ApiRequired]
    public LifecyclePolicyDetailFilter? Filter { get; set; }

    /// <summary>What is left alone.</summary>
    public LifecyclePolicyDetailExclusionRules? ExclusionRules { get; set; }

    /// <summary>The rule in short: <c>DELETE by AGE 90 DAYS</c>.</summary>
    public override string ToString() => $"{Action} by {Filter}";
}
