using System.Collections;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Lets <c>-InputObject</c> take a request as the request type, as a hashtable, or as a document: an object with all the
/// members that the API requires. Other objects are left to binding by property name.
/// </summary>
/// <param name="type">The parameter's type.</param>
[AttributeUsage(AttributeTargets.Property)]
public class RequestInputAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <summary>The parameter's type.</summary>
    public Type Type { get; } = type;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var held = ContractReader.Bare(inputData);
        if (Knows(held))
            return Read(inputData);

        // The binder goes on to property names after an invalid cast, and only after that.
        var expected = $"{Type.Name}, or a hashtable or parsed JSON with {string.Join(", ", ContractMember.Of(Type).Select(member => member.JsonName))}";
        throw new ArgumentTransformationMetadataException(
            $"Got {Describe(held)}, expected {expected}.", new PSInvalidCastException(expected));
    }

    /// <summary>Whether a value is a request for sure.</summary>
    /// <param name="value">The value.</param>
    protected virtual bool Knows(object? value) =>
        Type.IsInstanceOfType(value) || value is IDictionary || IsDocument(value);

    /// <summary>Reads what is a request for sure.</summary>
    /// <param name="inputData">The request, hashtable or document.</param>
    protected virtual object? Read(object inputData) => ContractReader.Read(inputData, Type, "");

    // Documents with nested members tell themselves from other objects by these. Flat ones must have every member that
    // the API requires and none that it does not know: a row of a table may have both, and binds by property name.
    private bool IsDocument(object? value)
    {
        if (value is not PSObject document)
            return false;
        var nested = RequiredMembers.Where(member => member.Property.PropertyType != typeof(string)).ToList();
        return nested.Count > 0
            ? nested.All(member => Has(document, member))
            : RequiredMembers.All(member => Has(document, member)) && !Unknown(document).Any();
    }

    private string Describe(object? value)
    {
        if (value is not PSObject document)
            return value?.GetType().Name ?? "nothing";
        var missing = RequiredMembers.Where(member => !Has(document, member)).Select(member => member.JsonName).ToList();
        return missing.Count > 0 ? "an object without " + string.Join(", ", missing)
            : "an object with the unknown key " + string.Join(", ", Unknown(document));
    }

    // A client token is made when there is none.
    private IEnumerable<ContractMember> RequiredMembers =>
        ContractMember.Of(Type).Where(member => member.IsRequired && member.Property.Name != nameof(IIdempotent.ClientToken));

    private static bool Has(PSObject document, ContractMember member) => document.Properties[member.Property.Name] is not null;

    private IEnumerable<string> Unknown(PSObject document) => document.Properties.Select(property => property.Name)
        .Where(name => !ContractMember.Of(Type).Any(member => member.JsonName.EqualsIgnoreCase(name)));
}
