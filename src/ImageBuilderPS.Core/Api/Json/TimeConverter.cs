using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageBuilderPS.Api.Json;

/// <summary>Times: read as either ISO 8601 text or seconds since 1970, written as the member has it.</summary>
internal sealed class TimeConverter(bool epochSeconds) : JsonConverter<DateTimeOffset?>
{
    private static readonly DateTimeOffset Epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number => PlainValue.TimeOf(reader.GetDouble()) ?? throw new JsonException("These seconds since 1970 are not a valid time."),
            JsonTokenType.String => PlainValue.TimeOf(reader.GetString()!) ?? throw new JsonException($"'{reader.GetString()}' is not an ISO 8601 time."),
            JsonTokenType.StartObject => FromProperties(ref reader),
            _ => throw new JsonException("A time is ISO 8601 text or seconds since 1970."),
        };

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is not { } time)
            writer.WriteNullValue();
        else if (epochSeconds)
            writer.WriteNumberValue((time - Epoch).Ticks / TimeSpan.TicksPerMillisecond / 1000m);
        else
            writer.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }

    // Windows PowerShell's ConvertTo-Json writes a DateTimeOffset as an object of its properties.
    private static DateTimeOffset FromProperties(ref Utf8JsonReader reader)
    {
        using var time = JsonDocument.ParseValue(ref reader);
        return time.RootElement.TryGetProperty(nameof(DateTimeOffset.UtcTicks), out var ticks)
            && ticks.ValueKind == JsonValueKind.Number && ticks.TryGetInt64(out var count)
            && count >= 0 && count <= DateTime.MaxValue.Ticks
            ? new(count, TimeSpan.Zero)
            : throw new JsonException("An object where a time was expected, without UtcTicks.");
    }
}
