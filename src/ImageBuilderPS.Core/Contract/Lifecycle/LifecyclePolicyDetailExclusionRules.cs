using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What a rule leaves alone.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicyDetailExclusionRules : ExtensibleShape
{
    /// <summary>An image resource with any of these tags, key and value, is left alone with all its outputs.</summary>
    [TagMap]
    public TagMap? TagMap { get; set; }

    /// <summary>AMIs that are left alone.</summary>
    public LifecyclePolicyDetailExclusionRulesAmis? Amis { get; set; }
}
