using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>Which images a policy selects.</summary>
internal sealed class ImageSelection
{
    private readonly (string Name, string[] Version)[] recipes;
    private readonly TagMap? tags;

    public ImageSelection(string? resourceType, LifecyclePolicyResourceSelection? selection)
    {
        IsOfContainers = resourceType.EqualsIgnoreCase(LifecyclePolicyResourceType.ContainerImage);
        recipes =
        [
            .. (selection?.Recipes ?? [])
                .Where(recipe => recipe?.Name is not null && recipe.SemanticVersion is not null)
                .Select(recipe => (recipe.Name!, recipe.SemanticVersion!.Split('.'))),
        ];
        tags = selection?.TagMap is { Count: > 0 } map ? map : null;
    }

    /// <summary>Whether the policy is for container images.</summary>
    public bool IsOfContainers { get; }

    public static bool HasAnyOf(TagMap? tags, TagMap? wanted) => FirstOf(tags, wanted) is not null;

    /// <summary>The key of the first wanted tag that is present with exactly its value; null when there is none.</summary>
    public static string? FirstOf(TagMap? tags, TagMap? wanted)
    {
        if (wanted is null || tags is null || tags.Count == 0)
            return null;
        foreach (var tag in wanted)
        {
            if (tags.TryGetValue(tag.Key, out var value) && string.Equals(value, tag.Value))
                return tag.Key;
        }
        return null;
    }

    public bool HasRecipe(string? name, string? version)
    {
        if (name is null || version is null)
            return false;
        var parts = version.Split('.');
        foreach (var recipe in recipes)
        {
            if (string.Equals(recipe.Name, name) && VersionPattern.Matches(recipe.Version, parts))
                return true;
        }
        return false;
    }

    public bool HasTagOf(Image image) => tags is not null && HasAnyOf(image.Tags, tags);

    public bool HasTypeOf(Image image) => IsOfContainers == IsContainer(image);

    private static bool IsContainer(Image image) => image.Type switch
    {
        ImageType.Ami => false,
        ImageType.Docker => true,
        null => image.ContainerRecipe is not null || image.OutputResources?.Containers is { Length: > 0 },
        var type => type.EqualsIgnoreCase(ImageType.Docker),
    };
}
