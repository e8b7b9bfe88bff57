namespace ImageBuilderPS.Lifecycle;

/// <summary>How many resources of a recipe version and region get the same action.</summary>
public sealed class LifecycleSummaryRow
{
    internal LifecycleSummaryRow(LifecycleAction action, LifecycleResourceType type, string? recipeName, string? recipeVersion, string? region, int count)
    {
        Action = action;
        ResourceType = type;
        RecipeName = recipeName;
        RecipeVersion = recipeVersion;
        Region = region;
        Count = count;
    }

    /// <summary>What the run does.</summary>
    public LifecycleAction Action { get; }

    /// <summary>What the resources are.</summary>
    public LifecycleResourceType ResourceType { get; }

    /// <summary>The recipe's name.</summary>
    public string? RecipeName { get; }

    /// <summary>The recipe's exact version.</summary>
    public string? RecipeVersion { get; }

    /// <summary>The resources' region.</summary>
    public string? Region { get; }

    /// <summary>How many.</summary>
    public int Count { get; }
}
