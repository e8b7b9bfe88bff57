using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the values of an enum member of the contract; the parameter has the member's name.</summary>
/// <typeparam name="T">The contract type.</typeparam>
public sealed class MemberCompleter<T> : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        ContractMember.Of(typeof(T), parameterName).Constraints.OfType<OneOfAttribute>()
            .SelectMany(constraint => constraint.Values)
            .Where(value => value.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(value => new CompletionResult(value));
}
