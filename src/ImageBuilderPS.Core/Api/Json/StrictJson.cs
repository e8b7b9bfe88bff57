using System.Text.Json;

namespace ImageBuilderPS.Api.Json;

/// <summary>Reads files that people write: a member that the contract does not know is an error.</summary>
public static class StrictJson
{
    /// <summary>Reads a contract object.</summary>
    /// <typeparam name="T">The contract type.</typeparam>
    /// <param name="json">UTF-8 JSON without byte order mark.</param>
    /// <exception cref="ContractJsonException">
    /// The text is not JSON; a key is unknown or appears twice; a value has another type. The message has the JSON path,
    /// and the valid keys for an unknown one.
    /// </exception>
    public static T FromBytes<T>(byte[] json) => FromPlain<T>(Parse(json), "$");

    /// <summary>Reads a contract object.</summary>
    /// <typeparam name="T">The contract type.</typeparam>
    /// <param name="value">The JSON as <see cref="Parse"/> returns it.</param>
    /// <param name="path">The JSON path of the object.</param>
    /// <exception cref="ContractJsonException">A key is unknown, or a value has another type.</exception>
    public static T FromPlain<T>(object? value, string path) => (T)Reader.Instance.Read(value, typeof(T), path)!;

    /// <summary>Reads JSON as maps, lists, text, numbers and flags; maps keep the order of their keys.</summary>
    /// <param name="json">UTF-8 JSON without byte order mark.</param>
    /// <exception cref="ContractJsonException">The text is not JSON, or a key appears twice.</exception>
    public static object? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return PlainJson.From(document.RootElement, "$");
        }
        catch (JsonException error)
        {
            throw new ContractJsonException(
                "$", $"line {error.LineNumber + 1}: " + error.Message.Split([" LineNumber: "], StringSplitOptions.None)[0].TrimEnd('.'), error);
        }
        catch (InvalidOperationException error)
        {
            throw new ContractJsonException("$", "a text has invalid UTF-8, or an escape that is half of a surrogate pair", error);
        }
    }

    private sealed class Reader : ObjectReader
    {
        public static readonly Reader Instance = new();

        protected override StringComparer Keys => StringComparer.Ordinal;

        protected override bool IsJson => true;

        protected override IReadOnlyList<KeyValuePair<string, object?>>? Members(object value) =>
            value is Dictionary<string, object?> map ? [.. map] : null;
    }
}
