using System.Globalization;
using System.Text;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>One difference between two lifecycle policies.</summary>
public sealed class LifecyclePolicyDifference
{
    internal LifecyclePolicyDifference(string path, object? before, object? after)
    {
        Path = path;
        BeforeValue = before;
        AfterValue = after;
    }

    /// <summary>
    /// The JSON path, with a rule's action in place of its index: <c>policyDetails[DELETE].filter.value</c>; a second
    /// rule of an action is <c>policyDetails[DELETE#2]</c>. An entry of a set has the path of its list.
    /// </summary>
    public string Path { get; }

    /// <summary>How they differ, a name of <see cref="LifecyclePolicyDifferenceKind"/>: <c>Changed</c>.</summary>
    public string Kind => Way.ToString();

    internal LifecyclePolicyDifferenceKind Way => BeforeValue is null ? LifecyclePolicyDifferenceKind.Added
        : AfterValue is null ? LifecyclePolicyDifferenceKind.Removed
        : LifecyclePolicyDifferenceKind.Changed;

    /// <summary>The value before, as text on one line; null when it was not there.</summary>
    public string? Before => Text(BeforeValue);

    /// <summary>The value after, as text on one line; null when it is not there.</summary>
    public string? After => Text(AfterValue);

    /// <summary>The value before.</summary>
    public object? BeforeValue { get; }

    /// <summary>The value after.</summary>
    public object? AfterValue { get; }

    /// <summary>One line: <c>~ path: before -> after</c>, with <c>+</c> for what was added and <c>-</c> for what was removed.</summary>
    public override string ToString() => Way switch
    {
        LifecyclePolicyDifferenceKind.Added => $"+ {Path}: {After}",
        LifecyclePolicyDifferenceKind.Removed => $"- {Path}: {Before}",
        _ => $"~ {Path}: {Before} -> {After}",
    };

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        LifecyclePolicyResourceSelectionRecipe recipe => $"{recipe.Name}/{recipe.SemanticVersion}",
        LifecyclePolicyDetail => Encoding.UTF8.GetString(ContractJson.ToBytes(value)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
