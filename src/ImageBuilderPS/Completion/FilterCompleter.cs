using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Completion;

/// <summary>Completes -Filter with a hashtable for each name that the list knows: <c>@{ name = '' }</c>.</summary>
public sealed class FilterCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var request = commandName switch
        {
            "Get-IBLifecyclePolicy" => typeof(ListLifecyclePoliciesRequest),
            "Get-IBDistributionConfiguration" => typeof(ListDistributionConfigurationsRequest),
            _ => typeof(ListImagesRequest),
        };
        return ContractMember.Of(request, nameof(ListImagesRequest.Filters)).Constraints.OfType<FilterListAttribute>()
            .SelectMany(constraint => constraint.Names)
            .Select(name => $"@{{ {name} = '' }}")
            .Where(text => text.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(text => new CompletionResult(text));
    }
}
