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

    /// <summary>What the rules look at.</summary>
    public override string ToString() => string.Join(", ", new[] { TagMap is { Count: > 0 } ? $"tags {TagMap}" : null, Amis?.ToString() }.Where(text => !string.IsNullOrEmpty(text)));
}
