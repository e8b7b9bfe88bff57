namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>A recipe's name and exact version. Retention counts images by it.</summary>
internal sealed class RecipeVersion(int index, string? name, string? version, bool isSelected)
{
    public int Index { get; } = index;

    public string? Name { get; } = name;

    public string? Version { get; } = version;

    public bool IsSelected { get; } = isSelected;

    public override string ToString() => Name is null ? "(none)" : $"{Name} {Version}";
}
