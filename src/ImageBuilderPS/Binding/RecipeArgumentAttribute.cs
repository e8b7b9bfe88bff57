using System.Collections;
using System.Management.Automation;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Binding;

/// <summary>Lets a recipe be written as <c>name/1.x.x</c> or as a recipe's ARN, next to hashtables and parsed JSON.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RecipeArgumentAttribute : ArgumentTransformationAttribute
{
    private const string Path = "recipes";

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var held = ContractReader.Bare(inputData);
        var items = held is IEnumerable list and not string and not IDictionary ? list.Cast<object?>() : [held];
        return items.Select(Recipe).ToArray();
    }

    private static LifecyclePolicyResourceSelectionRecipe? Recipe(object? item, int index)
    {
        var held = item is PSObject { BaseObject: string inner } ? inner : item;
        if (held is not string text)
            return (LifecyclePolicyResourceSelectionRecipe?)ContractReader.Read(item, typeof(LifecyclePolicyResourceSelectionRecipe), $"{Path}[{index}]");
        var parts = text.Split('/');
        if (parts.Length < 2)
            throw new ArgumentTransformationMetadataException($"{Path}[{index}]: got '{text}', expected a recipe's name and version, for example web/1.x.x.");
        return new() { Name = parts[parts.Length - 2], SemanticVersion = parts[parts.Length - 1] };
    }
}
