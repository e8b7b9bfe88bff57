using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>How many resources of a recipe version and region get the same action.</summary>
public sealed class LifecycleSummaryRow
{
    internal LifecycleSummaryRow(LifecycleAction action, LifecycleResourceType type, string? recipeName, string? recipeVersion, string? region, int count)
    {
        Kind = (action, type);
        RecipeName = recipeName;
        RecipeVersion = recipeVersion;
        Region = region;
        Count = count;
    }

    /// <summary>What the run does, a name of <see cref="LifecycleAction"/>: <c>Delete</c>.</summary>
    public string Action => Kind.Action.ToString();

    /// <summary>What the resources are, a name of <see cref="LifecycleResourceType"/>: <c>Ami</c>.</summary>
    public string ResourceType => Kind.Type.ToString();

    /// <summary>The recipe's name.</summary>
    public string? RecipeName { get; }

    /// <summary>The recipe's exact version.</summary>
    public string? RecipeVersion { get; }

    /// <summary>The resources' region.</summary>
    public string? Region { get; }

    /// <summary>How many.</summary>
    public int Count { get; }

    internal (LifecycleAction Action, LifecycleResourceType Type) Kind { get; }
}
