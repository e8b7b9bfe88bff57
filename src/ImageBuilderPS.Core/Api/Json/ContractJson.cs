using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ImageBuilderPS.Api.Json;

/// <summary>
/// The contract as the API's own JSON: camel-case names, missing members left out, times in the format that each
/// member has. An <see cref="IExtensible"/> type keeps unknown members; other types ignore them.
/// </summary>
public static class ContractJson
{
    private static readonly JsonSerializerOptions Compact = Options(indented: false);
    private static readonly JsonSerializerOptions Indented = Options(indented: true);
    private static readonly JsonSerializerOptions Exact = new(Compact) { PropertyNameCaseInsensitive = false };

    /// <summary>Writes a contract object as UTF-8 JSON.</summary>
    /// <param name="value">The object.</param>
    public static byte[] ToBytes(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Compact);

    /// <summary>Writes a contract object as JSON for people: two spaces, members in the contract's order.</summary>
    /// <param name="value">The object.</param>
    public static string ToText(object value) =>
        JsonSerializer.Serialize(value, value.GetType(), Indented).Replace("\r\n", "\n");

    /// <summary>Reads a contract object.</summary>
    /// <typeparam name="T">The contract type.</typeparam>
    /// <param name="json">UTF-8 JSON.</param>
    /// <exception cref="ContractJsonException">The text is not JSON, or a member has another type.</exception>
    public static T FromBytes<T>(ReadOnlySpan<byte> json) => (T)FromBytes(json, typeof(T));

    /// <summary>Reads a contract object.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="type">The contract type, or an array of one, in which null is not valid.</param>
    /// <exception cref="ContractJsonException">The text is not JSON, or a member has another type.</exception>
    public static object FromBytes(ReadOnlySpan<byte> json, Type type) => FromBytes(json, type, Compact);

    /// <summary>Reads a contract object as the service does: a name in another case than the API's is the name of an unknown member.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="type">The contract type.</param>
    /// <exception cref="ContractJsonException">The text is not JSON, or a member has another type.</exception>
    internal static object FromExactBytes(ReadOnlySpan<byte> json, Type type) => FromBytes(json, type, Exact);

    private static object FromBytes(ReadOnlySpan<byte> json, Type type, JsonSerializerOptions options)
    {
        try
        {
            var value = JsonSerializer.Deserialize(json, type, options) ?? throw UnexpectedNull("$");
            return value is object?[] list && Array.IndexOf(list, null) is >= 0 and var index ? throw UnexpectedNull($"$[{index}]") : value;
        }
        catch (JsonException error)
        {
            throw new ContractJsonException(error.Path ?? "$", Describe(error), error);
        }
    }

    private static ContractJsonException UnexpectedNull(string path) => new(path, "null where an object was expected", null);

    private static string Describe(JsonException error) =>
        $"line {error.LineNumber + 1}: {Reason(error)}";

    /// <summary>The reason, without the position.</summary>
    internal static string Reason(JsonException error) => error.Message.Split([" Path: "], StringSplitOptions.None)[0];

    private static JsonSerializerOptions Options(bool indented)
    {
        var options = NewOptions(indented);
        if (indented)
            options.Converters.Add(new OneLineConverter(Compact));
        return options;
    }

    private static JsonSerializerOptions NewOptions(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ApplyAttributes } },
        Converters = { new TimeConverter(epochSeconds: false), new PlainJson() },
    };

    private static void ApplyAttributes(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider is not { } member)
                continue;
            if (property.Name.EqualsIgnoreCase(nameof(IExtensible.AdditionalMembers)))
                property.IsExtensionData = true;
            else if (member.IsDefined(typeof(NotInApiAttribute), inherit: true) || member.IsDefined(typeof(InPathAttribute), inherit: true))
                property.ShouldSerialize = static (_, _) => false;
            // What nothing may change after it was read, as a plan.
            if (property.Set is null && member is PropertyInfo { SetMethod: { IsAssembly: true } } internally)
                property.Set = internally.SetValue;
            if (member.IsDefined(typeof(EpochSecondsAttribute), inherit: true))
                property.CustomConverter = new TimeConverter(epochSeconds: true);
        }
    }
}
