using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A recipe and the versions of it that count.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicyResourceSelectionRecipe : ExtensibleShape
{
    /// <summary>The recipe's name, 3 to 128 characters.</summary>
    [ApiRequired, ResourceName]
    public string? Name { get; set; }

    /// <summary>The recipe's version, with <c>x</c> as a wildcard: <c>1.x.x</c>.</summary>
    [ApiRequired, WildcardVersionNumber]
    public string? SemanticVersion { get; set; }

    /// <summary>The name and the version.</summary>
    public override string ToString() => $"{Name} {SemanticVersion}";
}
