using System.Management.Automation;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Validates a parameter at binding against the constraints of the API member that it carries. The message names the
/// constraint and shows a valid value.
/// </summary>
/// <param name="type">The contract type.</param>
/// <param name="member">The member's name.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateMemberAttribute(Type type, string member) : ValidateArgumentsAttribute, IApiMember
{
    /// <summary>The contract type.</summary>
    public Type Type { get; } = type;

    /// <summary>The member's name.</summary>
    public string Member { get; } = member;

    /// <summary>Whether a pattern with wildcards is also valid.</summary>
    public bool TakesPatterns { get; init; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        var contract = ContractMember.Of(Type, Member);
        var value = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (TakesPatterns && WildcardPattern.ContainsWildcardCharacters(value as string))
            return;
        var scalar = !contract.Property.PropertyType.IsArray;
        var items = scalar && value is Array many ? many.Cast<object?>() : [value];
        var violations = items.SelectMany(item => ContractValidator.ValidateMember(contract, item)).ToList();
        if (violations.Count > 0)
            throw new ValidationMetadataException(string.Join(" ", violations));
    }
}
