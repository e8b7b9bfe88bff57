using System.Collections;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the values of an enum member of the contract, for a parameter of another name.</summary>
/// <param name="type">The contract type.</param>
/// <param name="member">The member's name.</param>
public abstract class ValueCompleter(Type type, string member) : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound) =>
        ContractMember.Of(type, member).Constraints.OfType<OneOfAttribute>().SelectMany(constraint => constraint.Values);
}
