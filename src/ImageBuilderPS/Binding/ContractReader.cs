using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Binding;

/// <summary>
/// Makes contract objects of what people have: hashtables, PSCustomObjects, the output of ConvertFrom-Json over the
/// API's own JSON, objects of other modules with the same members. An unknown key is an error that lists the valid ones.
/// </summary>
internal static class ContractReader
{
    private static readonly Regex Iso8601 = new(
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?))?)?\z",
        RegexOptions.CultureInvariant);

    /// <summary>Converts a value.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="type">A contract type, an array of one, a TagMap, or a plain type of a contract member.</param>
    /// <param name="path">The JSON path, for errors.</param>
    /// <param name="loosely">Whether unknown keys are passed over, as in documents that other tools wrote.</param>
    /// <exception cref="ArgumentTransformationMetadataException">The value is none of what is expected.</exception>
    public static object? Read(object? value, Type type, string path, bool loosely = false)
    {
        var held = Unwrap(value);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (held is null || type.IsInstanceOfType(held))
            return held;
        if (type.IsArray)
            return ReadArray(held, type.GetElementType()!, path, loosely);
        if (type == typeof(TagMap))
            return held is "" ? null : ReadTags(held, path);
        if (type == typeof(DateTimeOffset))
            return ReadTime(held, path);
        if (type.Namespace == typeof(TagMap).Namespace)
            return ReadObject(held, type, path, loosely);
        return ReadPlain(held, type, path);
    }

    /// <summary>The object that PowerShell wrapped; a PSCustomObject as it is, since its members are those of the wrapper.</summary>
    /// <param name="value">What was given.</param>
    public static object? Unwrap(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>The entries of a hashtable or an object; null for a value that has none.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>>? Entries(object value) => value switch
    {
        IDictionary map => [.. map.Keys.Cast<object>().Select(key => new KeyValuePair<string, object?>(
            Convert.ToString(key, CultureInfo.InvariantCulture)!, map[key]))],
        string or ValueType or IEnumerable => null,
        _ => [.. PSObject.AsPSObject(value).Properties.Where(property => property.IsGettable)
            .Select(property => new KeyValuePair<string, object?>(property.Name, property.Value))],
    };

    private static Array ReadArray(object value, Type itemType, string path, bool loosely)
    {
        var items = value is IEnumerable list and not string and not IDictionary ? list.Cast<object?>().ToList() : [value];
        var array = Array.CreateInstance(itemType, items.Count);
        for (var i = 0; i < items.Count; i++)
            array.SetValue(Read(items[i], itemType, $"{path}[{i}]", loosely), i);
        return array;
    }

    private static TagMap ReadTags(object value, string path)
    {
        var tags = new TagMap();
        foreach (var entry in Entries(value) ?? TagList(value) ?? throw Unexpected(value, path, "tags, such as @{ Team = 'web' }"))
            tags[entry.Key] = (string?)ReadPlain(entry.Value ?? "", typeof(string), $"{path}['{entry.Key}']") ?? "";
        return tags;
    }

    // EC2 and most other services have tags as a list of objects with Key and Value.
    private static List<KeyValuePair<string, object?>>? TagList(object value)
    {
        if (value is string or not IEnumerable)
            return null;
        var tags = new List<KeyValuePair<string, object?>>();
        foreach (var item in (IEnumerable)value)
        {
            var members = Unwrap(item) is { } held ? Entries(held) : null;
            if (Named(members, "Key") is not { } key)
                return null;
            tags.Add(new(Convert.ToString(key, CultureInfo.InvariantCulture)!, Named(members, "Value")));
        }
        return tags;
    }

    private static object? Named(IEnumerable<KeyValuePair<string, object?>>? members, string name) =>
        members?.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static DateTimeOffset ReadTime(object value, string path) => value switch
    {
        DateTime time => time,
        string text when Iso8601.IsMatch(text) && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        int or long or double or decimal => new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero)
            .AddSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        // What Windows PowerShell's ConvertTo-Json made of a DateTimeOffset.
        PSObject parsed when parsed.Properties[nameof(DateTimeOffset.UtcTicks)]?.Value is { } ticks =>
            new DateTimeOffset(Convert.ToInt64(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero),
        _ => throw Unexpected(value, path, "an ISO 8601 time, such as 2026-01-31T12:00:00Z"),
    };

    private static object ReadObject(object value, Type type, string path, bool loosely)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        var result = Activator.CreateInstance(type)!;
        foreach (var entry in Entries(value) ?? throw Unexpected(value, path, $"an object with {Keys(type)}"))
        {
            var at = path.Length == 0 ? entry.Key : $"{path}.{entry.Key}";
            if (properties.TryGetValue(entry.Key, out var property))
                property.SetValue(result, Read(entry.Value, property.PropertyType, at, loosely));
            else if (!loosely && IsWrittenByHand(value))
                throw new ArgumentTransformationMetadataException($"{at}: unknown key '{entry.Key}'. Valid keys of {type.Name} are {Keys(type)}.");
        }
        return result;
    }

    private static object? ReadPlain(object value, Type type, string path)
    {
        if (value is IDictionary || (value is IEnumerable and not string) || value is PSObject)
            throw Unexpected(value, path, Word(type));
        try
        {
            return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException)
        {
            throw Unexpected(value, path, Word(type));
        }
    }

    // Objects of other modules carry members of their own; only what a person wrote can have a misspelt key.
    private static bool IsWrittenByHand(object value) =>
        value is IDictionary || (value is PSObject { BaseObject: PSCustomObject });

    private static string Keys(Type type) =>
        string.Join(", ", Constraints.ContractMember.Of(type).Select(member => member.JsonName));

    private static string Word(Type type) =>
        type == typeof(bool) ? "true or false" : type == typeof(int) ? "a whole number" : "text";

    private static ArgumentTransformationMetadataException Unexpected(object value, string path, string expected) => new(
        $"{(path.Length == 0 ? "The value" : path)}: got {Describe(value)}, expected {expected}.");

    private static string Describe(object value) => value switch
    {
        string text => $"'{(text.Length > 80 ? text.Substring(0, 80) + "…" : text)}'",
        IDictionary or PSObject => "an object",
        IEnumerable => "a list",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? value.GetType().Name,
    };
}
