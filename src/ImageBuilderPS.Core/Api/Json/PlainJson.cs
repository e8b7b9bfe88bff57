using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageBuilderPS.Api.Json;

/// <summary>JSON outside the contract, as maps, lists, text, numbers and flags.</summary>
internal sealed class PlainJson : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        return From(value.RootElement, "$");
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>The value of an element.</summary>
    /// <exception cref="ContractJsonException">A key appears twice, or a number is too large.</exception>
    public static object? From(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element, path),
        JsonValueKind.Array => element.EnumerateArray().Select((item, index) => From(item, $"{path}[{index}]")).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number when element.TryGetDecimal(out var number) && number.ToString(CultureInfo.InvariantCulture) == element.GetRawText() => number,
        JsonValueKind.Number when element.TryGetDouble(out var number) && !double.IsInfinity(number) => number,
        JsonValueKind.Number => throw new ContractJsonException(path, "the number is too large", null),
        _ => null,
    };

    private static Dictionary<string, object?> Map(JsonElement element, string path)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            if (map.ContainsKey(member.Name))
                throw new ContractJsonException(at, $"key '{member.Name}' appears twice, expected once", null);
            map.Add(member.Name, From(member.Value, at));
        }
        return map;
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case IDictionary map:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in map)
                {
                    writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
                    Write(writer, entry.Value);
                }
                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
