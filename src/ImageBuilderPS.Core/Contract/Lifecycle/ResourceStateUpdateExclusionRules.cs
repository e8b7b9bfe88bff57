namespace ImageBuilderPS.Contract;

/// <summary>What a change by hand leaves alone.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ResourceStateUpdateExclusionRules
{
    /// <summary>AMIs that are left alone.</summary>
    public LifecyclePolicyDetailExclusionRulesAmis? Amis { get; set; }

    /// <summary>What the rules look at.</summary>
    public override string ToString() => $"{Amis}";
}
