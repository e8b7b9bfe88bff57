using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Which image resources a policy applies to: by recipe or by tag, not both.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicyResourceSelection : ExtensibleShape, IMemberRules
{
    /// <summary>Recipes, 1 to 50.</summary>
    [ListConstraint(1, 50)]
    public LifecyclePolicyResourceSelectionRecipe[]? Recipes { get; set; }

    /// <summary>Image resources that carry any of these tags, key and value.</summary>
    [TagMap]
    public TagMap? TagMap { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path)
    {
        const string Expected = "either recipes or tagMap, not both";
        if (Recipes is null && TagMap is null)
            yield return new(path, null, Expected, null, "Member must have either recipes or tagMap");
        if (Recipes is not null && TagMap is not null)
            yield return Violation.Of<InvalidParameterCombinationException>(path, "recipes and tagMap", Expected);
    }

    /// <summary>The selection in short: <c>recipes web 1.x.x</c>.</summary>
    public override string ToString() => Recipes is null ? $"tags {TagMap}" : "recipes " + string.Join(", ", Recipes.Select(recipe => $"{recipe}"));
}
