using System.Collections;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Lets <c>-InputObject</c> accept a request as the request type, as a hashtable, or as a document: an object with all the
/// members that the API requires. Other objects bind by property name.
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
        if (IsRequest(held))
            return Read(inputData);

        // The binder tries property names only after an invalid cast.
        var expected = $"{Type.Name}, or a hashtable or parsed JSON with {string.Join(", ", ContractMember.Of(Type).Select(member => member.JsonName))}";
        throw new ArgumentTransformationMetadataException(
            $"Got {Describe(held)}, expected {expected}.", new PSInvalidCastException(expected));
    }

    /// <summary>Whether a value is certainly a request.</summary>
    /// <param name="value">The value.</param>
    protected virtual bool IsRequest(object? value) =>
        Type.IsInstanceOfType(value) || value is IDictionary || IsDocument(value);

    /// <summary>Reads a value that is certainly a request.</summary>
    /// <param name="inputData">The request, hashtable or document.</param>
    protected virtual object? Read(object inputData) => ContractReader.Read(inputData, Type, "");

    // Required nested members identify a document. A flat document must have every required member and no unknown one: a
    // row of a table, which binds by property name, may have other columns.
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

    // The cmdlet creates a client token where there is none.
    private IEnumerable<ContractMember> RequiredMembers =>
        ContractMember.Of(Type).Where(member => member.IsRequired && member.Property.Name != nameof(IIdempotent.ClientToken));

    private static bool Has(PSObject document, ContractMember member) => document.Properties[member.Property.Name] is not null;

    private IEnumerable<string> Unknown(PSObject document) => document.Properties.Select(property => property.Name)
        .Where(name => !ContractMember.Of(Type).Any(member => member.JsonName.EqualsIgnoreCase(name)));
}
