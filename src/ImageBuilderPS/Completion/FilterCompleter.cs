using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Completion;

/// <summary>Completes -Filter with a hashtable for each name that the list knows: <c>@{ name = '' }</c>.</summary>
public sealed class FilterCompleter : Completer
{
    private protected override IEnumerable<Candidate> Candidates(CompletionContext context)
    {
        var request = context.Command switch
        {
            "Get-IBLifecyclePolicy" => typeof(ListLifecyclePoliciesRequest),
            "Get-IBDistributionConfiguration" => typeof(ListDistributionConfigurationsRequest),
            _ => typeof(ListImagesRequest),
        };
        return ContractMember.Of(request, nameof(ListImagesRequest.Filters)).Constraints.OfType<FilterListAttribute>()
            .SelectMany(constraint => constraint.Names)
            .Select(name => new Candidate($"@{{ {name} = '' }}", name, $"only what has this {name}") { IsCode = true });
    }
}
