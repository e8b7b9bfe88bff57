using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Converts to contract objects: hashtables, PSCustomObjects, the output of ConvertFrom-Json over the
/// API's own JSON, objects of other modules with the same members. An unknown key is an error that lists the valid ones.
/// </summary>
internal sealed class ContractReader : ObjectReader
{
    private readonly bool loosely;

    private ContractReader(bool loosely) => this.loosely = loosely;

    /// <summary>Converts a value.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="type">A contract type, an array of one, a TagMap, or a plain type of a contract member.</param>
    /// <param name="path">The JSON path, for errors.</param>
    /// <param name="loosely">Whether unknown keys are ignored, as in documents of other tools.</param>
    /// <exception cref="ArgumentTransformationMetadataException">The value is not of the expected type.</exception>
    public static object? Read(object? value, Type type, string path, bool loosely = false)
    {
        try
        {
            ObjectReader reader = new ContractReader(loosely);
            return reader.Read(value, type, path);
        }
        catch (ContractJsonException error)
        {
            throw new ArgumentTransformationMetadataException(error.Message + ".", error);
        }
    }

    /// <summary>The object inside a PSObject; a PSCustomObject stays wrapped, since its members are those of the wrapper.</summary>
    /// <param name="value">What was given.</param>
    public static object? Bare(object? value) => value switch
    {
        PSObject { BaseObject: not PSCustomObject } wrapped => Bare(wrapped.BaseObject),
        SwitchParameter given => given.IsPresent,
        _ => value,
    };

    /// <summary>The entries of a hashtable or an object; null for a value without members.</summary>
    /// <param name="value">A value, unwrapped.</param>
    public static IReadOnlyList<KeyValuePair<string, object?>>? Entries(object value) => value switch
    {
        IDictionary map => [.. map.Keys.Cast<object>().Select(key => new KeyValuePair<string, object?>(
            Convert.ToString(key, CultureInfo.InvariantCulture)!, map[key]))],
        string or ValueType or IEnumerable => null,
        _ => [.. PSObject.AsPSObject(value).Properties.Where(property => property.IsGettable)
            .Select(property => new KeyValuePair<string, object?>(property.Name, property.Value))],
    };

    /// <inheritdoc/>
    protected override object? Unwrap(object? value) => Bare(value);

    /// <inheritdoc/>
    protected override IReadOnlyList<KeyValuePair<string, object?>>? Members(object value) => Entries(value);

    /// <inheritdoc/>
    /// <remarks>Objects of other modules have members of their own; only a user's hashtable or PSCustomObject can have a misspelt key.</remarks>
    protected override bool AllowsUnknownMembers(object value) => loosely || !IsUserWritten(value);

    /// <inheritdoc/>
    /// <remarks>Older versions of the AWS SDK return 0 and empty lists for missing members.</remarks>
    protected override bool IsUnset(object owner, object? value, ContractMember? member) =>
        !IsUserWritten(owner) && owner is not Shape && value switch
        {
            int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture) == 0
                && member?.Constraints.OfType<ApiRangeAttribute>().Any(range => range.Minimum > 0) == true,
            string => false,
            ICollection many => many.Count == 0,
            _ => false,
        };

    private static bool IsUserWritten(object value) =>
        value is IDictionary || (value is PSObject { BaseObject: PSCustomObject });
}
