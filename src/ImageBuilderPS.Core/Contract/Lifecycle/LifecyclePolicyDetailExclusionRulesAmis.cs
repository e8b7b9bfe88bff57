using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>AMIs that a rule leaves alone.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicyDetailExclusionRulesAmis : ExtensibleShape
{
    /// <summary>Public AMIs.</summary>
    public bool? IsPublic { get; set; }

    /// <summary>AMIs in these regions.</summary>
    [StringList]
    public string[]? Regions { get; set; }

    /// <summary>AMIs shared with any of these accounts, 1 to 1536.</summary>
    [AccountList]
    public string[]? SharedAccounts { get; set; }

    /// <summary>AMIs launched lately.</summary>
    public LifecyclePolicyDetailExclusionRulesAmisLastLaunched? LastLaunched { get; set; }

    /// <summary>AMIs with any of these tags, key and value.</summary>
    [TagMap]
    public TagMap? TagMap { get; set; }

    /// <summary>What the rules look at.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        IsPublic == true ? "public" : null,
        Regions is { Length: > 0 } ? "regions" : null,
        SharedAccounts is { Length: > 0 } ? "shared accounts" : null,
        LastLaunched is null ? null : $"launched within {LastLaunched}",
        TagMap is { Count: > 0 } ? $"AMI tags {TagMap}" : null,
    }.OfType<string>());
}
