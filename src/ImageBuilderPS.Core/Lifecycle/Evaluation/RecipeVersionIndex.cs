using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The recipe versions of a run's images, each known once, with what the selection says of it.</summary>
internal sealed class RecipeVersionIndex(ImageSelection selection)
{
    private readonly Dictionary<Key, RecipeVersion> known = [];
    private RecipeVersion? last;

    public int Count => known.Count;

    public RecipeVersion Of(Image image)
    {
        var (name, version) = NameOf(image);
        if (last is not null && string.Equals(last.Version, version) && string.Equals(last.Name, name))
            return last;
        var key = new Key(name, version);
        if (!known.TryGetValue(key, out var found))
        {
            found = new(known.Count, name, version, selection.HasRecipe(name, version));
            known.Add(key, found);
        }
        return last = found;
    }

    /// <summary>
    /// The recipe's name and version. An image without one, such as a distributed AMI, counts by its own name and
    /// version, which images otherwise take from their recipe; its build number (<c>1.2.0/3</c>) is left off.
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

    private readonly struct Key(string? name, string? version) : IEquatable<Key>
    {
        private readonly string? name = name;
        private readonly string? version = version;

        public bool Equals(Key other) => string.Equals(name, other.name) && string.Equals(version, other.version);

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => unchecked(((name?.GetHashCode() ?? 0) * 397) ^ (version?.GetHashCode() ?? 0));
    }
}
