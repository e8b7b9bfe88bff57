using System.Collections;
using System.Management.Automation;
using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Lets <c>-InputObject</c> take a request as the request type, as a hashtable, or as a document: an object with all the
/// nested members that the API requires. Other objects are left to binding by property name.
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
        var held = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        if (Knows(held))
            return Read(inputData);

        // The binder goes on to property names after an invalid cast, and only after that.
        var expected = $"a {Type.Name} or a hashtable of its members";
        throw new ArgumentTransformationMetadataException(
            $"Got {held?.GetType().Name ?? "nothing"}, expected {expected}.", new PSInvalidCastException(expected));
    }

    /// <summary>Whether a value is a request for sure.</summary>
    /// <param name="value">The value.</param>
    protected virtual bool Knows(object? value) =>
        Type.IsInstanceOfType(value) || value is IDictionary || IsDocument(value);

    /// <summary>Reads what is a request for sure.</summary>
    /// <param name="inputData">The request, hashtable or document.</param>
    protected virtual object? Read(object inputData) => ContractReader.Read(inputData, Type, "");

    private bool IsDocument(object? value)
    {
        var nested = ContractMember.Of(Type)
            .Where(member => member.IsRequired && member.Property.PropertyType != typeof(string))
            .ToList();
        return value is PSObject document && nested.Count > 0
            && nested.All(member => document.Properties[member.Property.Name] is not null);
    }
}
