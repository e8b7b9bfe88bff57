using System.Collections;
using System.Management.Automation;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Lets a parameter accept filters as one hashtable of names and values, <c>@{ platform = 'Linux', 'Windows' }</c>, or in
/// the API's own form, <c>@{ name = 'platform'; values = 'Linux', 'Windows' }</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FilterInputAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var held = ContractReader.Bare(inputData);
        if (held is not IDictionary names || names.Contains(nameof(Filter.Values)) || names.Contains("values"))
            return ContractReader.Read(inputData, typeof(Filter[]), "filters");
        return ContractReader.Entries(names)!
            .Select(entry => new Filter
            {
                Name = entry.Key,
                Values = (string[]?)ContractReader.Read(entry.Value, typeof(string[]), $"filters['{entry.Key}']"),
            })
            .ToArray();
    }
}
