using System.Collections;
using System.Globalization;
using System.Reflection;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Json;

/// <summary>
/// Converts foreign objects to contract objects: one reader for files and for objects of PowerShell. An unknown key is an
/// error that lists the valid ones. <see cref="PlainValue"/> converts plain values; nothing is guessed.
/// </summary>
public abstract class ObjectReader
{
    /// <summary>How keys are compared.</summary>
    protected virtual StringComparer Keys => StringComparer.OrdinalIgnoreCase;

    /// <summary>Whether values have JSON's own types: an item is not a list, text is not a number, and null is not valid.</summary>
    protected virtual bool IsJson => false;

    /// <summary>Reads a value.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="type">A contract type, an array of one, a TagMap, or a plain type of a contract member.</param>
    /// <param name="path">The JSON path, for errors; empty for the whole.</param>
    /// <returns>The value; null where nothing was given.</returns>
    /// <exception cref="ContractJsonException">The value is not of the expected type; the message has the JSON path.</exception>
    public object? Read(object? value, Type type, string path)
    {
        var held = Unwrap(value);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (held is null)
            return IsJson ? throw Unexpected(null, path, Expected(type)) : null;
        if (type.IsInstanceOfType(held) && type != typeof(string))
            return held;
        if (type.IsArray)
            return ReadArray(held, type.GetElementType()!, path);
        if (type == typeof(TagMap))
            return held is "" && !IsJson ? null : ReadTags(held, path);
        if (type == typeof(IDictionary<string, object?>))
            return ReadMap(held, path);
        if (typeof(Shape).IsAssignableFrom(type))
            return ReadObject(held, type, path);
        return ReadPlain(held, type, path);
    }

    /// <summary>The object inside a wrapper.</summary>
    /// <param name="value">What was given.</param>
    protected virtual object? Unwrap(object? value) => value;

    /// <summary>The members of an object, or the entries of a map.</summary>
    /// <param name="value">What was given, unwrapped.</param>
    /// <returns>The members; null for a value without members.</returns>
    protected abstract IReadOnlyList<KeyValuePair<string, object?>>? Members(object value);

    /// <summary>Whether an object may have members that the contract does not know.</summary>
    /// <param name="value">What was given, unwrapped.</param>
    protected virtual bool AllowsUnknownMembers(object value) => false;

    /// <summary>Whether a value means that a member is not set: other modules have such values instead of null.</summary>
    /// <param name="owner">The object, unwrapped.</param>
    /// <param name="value">The member's value.</param>
    /// <param name="member">The member of the contract.</param>
    protected virtual bool IsUnset(object owner, object? value, ContractMember? member) => false;

    /// <summary>A value in the words of an error.</summary>
    /// <param name="value">The value, unwrapped.</param>
    protected virtual string Describe(object? value) => PlainValue.Describe(value);

    /// <summary>A value as text, flag, number, list or map, without types of its source.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="path">The JSON path, for errors.</param>
    protected object? Plain(object? value, string path)
    {
        var held = Unwrap(value);
        return held switch
        {
            null or string or bool or int or long or double or decimal => held,
            IDictionary => ReadMap(held, path),
            IEnumerable list => list.Cast<object?>().Select((item, index) => Plain(item, $"{path}[{index}]")).ToList(),
            _ when held.GetType().IsPrimitive => Convert.ToInt64(held, CultureInfo.InvariantCulture),
            _ when Members(held) is { Count: > 0 } => ReadMap(held, path),
            _ => throw Unexpected(held, path, "text, a number, true, false, a list or an object"),
        };
    }

    private Array ReadArray(object value, Type itemType, string path)
    {
        var isList = value is IEnumerable and not string and not IDictionary;
        if (!isList && IsJson)
            throw Unexpected(value, path, "a list");
        var items = isList ? ((IEnumerable)value).Cast<object?>().ToList() : [value];
        var array = Array.CreateInstance(itemType, items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var at = $"{path}[{i}]";
            array.SetValue(Read(items[i], itemType, at) ?? throw Unexpected(null, at, Expected(itemType)), i);
        }
        return array;
    }

    private TagMap ReadTags(object value, string path)
    {
        const string Expected = "tags, such as @{ Team = 'web' }";
        var entries = Members(value) ?? (IsJson ? throw Unexpected(value, path, "an object of tags") : TagList(value, path)) ?? throw Unexpected(value, path, Expected);
        var tags = new TagMap();
        foreach (var tag in entries)
        {
            var at = $"{path}['{tag.Key}']";
            tags[tag.Key] = (string?)Read(tag.Value, typeof(string), at) ?? "";
        }
        return tags;
    }

    // EC2 and most other services return tags as a list of objects with Key and Value.
    private List<KeyValuePair<string, object?>>? TagList(object value, string path)
    {
        if (value is string or not IEnumerable)
            return null;
        var tags = new List<KeyValuePair<string, object?>>();
        foreach (var item in (IEnumerable)value)
        {
            var members = Unwrap(item) is { } held ? Members(held) : null;
            if (Named(members, "Key") is not { } key)
                return null;
            tags.Add(new((string)ReadPlain(Unwrap(key)!, typeof(string), $"{path}[{tags.Count}].key"), Named(members, "Value")));
        }
        return tags;
    }

    private static object? Named(IEnumerable<KeyValuePair<string, object?>>? members, string name) =>
        members?.FirstOrDefault(member => member.Key.EqualsIgnoreCase(name)).Value;

    private Dictionary<string, object?> ReadMap(object value, string path) =>
        (Members(value) ?? throw Unexpected(value, path, "an object"))
        .ToDictionary(member => member.Key, member => Plain(member.Value, ContractWalker.Join(path, member.Key)), StringComparer.Ordinal);

    private object ReadObject(object value, Type type, string path)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && (!IsJson || ContractMember.Of(type).Any(member => member.Property.Name == property.Name)))
            .ToDictionary(property => IsJson ? ContractMember.NameOf(property) : property.Name, Keys);
        var result = Activator.CreateInstance(type)!;
        foreach (var entry in Members(value) ?? throw Unexpected(value, path, Expected(type)))
        {
            var at = ContractWalker.Join(path, entry.Key);
            if (properties.TryGetValue(entry.Key, out var property))
            {
                var member = ContractMember.Of(type).FirstOrDefault(member => member.Property.Name == property.Name);
                if (!IsUnset(value, Unwrap(entry.Value), member))
                    property.SetValue(result, Read(entry.Value, property.PropertyType, at));
            }
            else if (!AllowsUnknownMembers(value))
                throw new ContractJsonException(at, $"unknown key '{entry.Key}', expected one of {Names(type)}", null);
        }
        return result;
    }

    private object ReadPlain(object value, Type type, string path)
    {
        // What Windows PowerShell's ConvertTo-Json made of a DateTimeOffset.
        if (type == typeof(DateTimeOffset) && !IsJson && value is not ValueType and not string
            && Unwrap(Named(Members(value), nameof(DateTimeOffset.UtcTicks))) is long and >= 0 and var ticks && (long)ticks <= DateTime.MaxValue.Ticks)
        {
            return new DateTimeOffset((long)ticks, TimeSpan.Zero);
        }
        if ((IsJson && type == typeof(string) && value is not string) || !PlainValue.TryRead(value, type, out var result))
            throw Unexpected(value, path, PlainValue.Expected(type));
        return result!;
    }

    private static string Names(Type type) => string.Join(", ", ContractMember.Of(type).Select(member => member.JsonName));

    private string Expected(Type type) =>
        type.IsArray ? "a list"
        : type == typeof(TagMap) ? "an object of tags"
        : typeof(Shape).IsAssignableFrom(type) ? IsJson ? "an object" : $"an object with {Names(type)}"
        : PlainValue.Expected(type);

    private ContractJsonException Unexpected(object? value, string path, string expected) =>
        new(path.Length == 0 ? "The value" : path, $"got {Describe(value)}, expected {expected}", null);
}
