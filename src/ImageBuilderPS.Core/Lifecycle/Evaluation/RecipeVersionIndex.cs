using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The recipe versions of a run's images: one object each, which knows whether the policy selects it.</summary>
internal sealed class RecipeVersionIndex(ImageSelection selection)
{
    private readonly Dictionary<(string? Name, string? Version), RecipeVersion> known = [];

    public int Count => known.Count;

    public RecipeVersion Get(Image image)
    {
        var key = NameOf(image);
        if (!known.TryGetValue(key, out var recipe))
        {
            recipe = new(known.Count, key.Name, key.Version, selection.HasRecipe(key.Name, key.Version));
            known.Add(key, recipe);
        }
        return recipe;
    }

    /// <summary>
    /// The recipe's name and version. An image without recipe, such as a distributed AMI, counts by its own name and
    /// version, which other images take from their recipe; its build number (<c>1.2.0/3</c>) is left off.
    /// </summary>
    private static (string? Name, string? Version) NameOf(Image image)
    {
        if (image.ImageRecipe is { Name: not null } recipe)
            return (recipe.Name, recipe.Version);
        if (image.ContainerRecipe is { Name: not null } container)
            return (container.Name, container.Version);
        var slash = image.Version?.IndexOf('/') ?? -1;
        return (image.Name, slash < 0 ? image.Version : image.Version!.Substring(0, slash));
    }
}
