using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>What control paths, and the process that the service runs in, do with the whole state.</summary>
internal static class StateOperations
{
    private const int Version = 1;

    // Beyond these times, the dates of the sample account or of what is due may be no dates any more.
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Sets the clock; then does all that is due.</summary>
    /// <exception cref="ValidationException">The time is before the current one, or the clock cannot have it.</exception>
    public static void SetClock(ServiceState state, DateTimeOffset? time, TimeSpan? advance, bool? isStopped)
    {
        if (time is not null && advance is not null)
            throw new ValidationException("time and advance: got both, expected one of them.");
        var now = state.Clock.Now;
        if (advance > Latest - now)
            throw new ValidationException($"advance: got {advance}, expected a duration that ends by {Latest:yyyy-MM-dd}.");
        state.Clock.Set(now, InRange(time) ?? now + (advance ?? TimeSpan.Zero), isStopped ?? state.Clock.IsStopped);
        state.AdvanceTo(state.Clock.Now);
    }

    /// <summary>Starts again with the first resources, at the real time or at another one.</summary>
    /// <exception cref="ValidationException">The clock cannot have this time.</exception>
    public static void Reset(CurrentState state, DateTimeOffset? time)
    {
        InRange(time);
        state.Replace([]);
        if (time is { } start)
            state.Value.Clock.SetAny(start, isStopped: false);
    }

    /// <summary>The whole state as JSON.</summary>
    public static byte[] Save(ServiceState state)
    {
        state.AdvanceTo(state.Clock.Now);
        return ResponseBody.Write(writer =>
        {
            writer.WriteNumber("version", Version);
            writer.WriteStartArray("records");
            foreach (var record in state.Save())
            {
                writer.WriteStartObject();
                writer.WriteString("account", record.Account);
                writer.WriteString("region", record.Region);
                writer.WriteString("kind", record.Kind);
                writer.WriteString("key", record.Key);
                writer.WritePropertyName("value");
                writer.WriteRawValue(record.Value!);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    /// <summary>Replaces the whole state by one that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The JSON is no such state; nothing has changed.</exception>
    public static void Load(CurrentState state, byte[] json)
    {
        try
        {
            state.Replace(Records(json));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    private static DateTimeOffset? InRange(DateTimeOffset? time) => time < Earliest || time > Latest
        ? throw new ValidationException($"time: got {time:O}, expected a time from {Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}.")
        : time;

    private static List<StateRecord> Records(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var version = json.RootElement.GetProperty("version").GetInt32();
        return version == Version
            ? [.. json.RootElement.GetProperty("records").EnumerateArray().Select(Record)]
            : throw new InvalidDataException($"version: got {version}, expected {Version}.");
    }

    private static StateRecord Record(JsonElement record) => new(
        record.GetProperty("account").GetString() ?? "",
        record.GetProperty("region").GetString() ?? "",
        record.GetProperty("kind").GetString() ?? "",
        record.GetProperty("key").GetString() ?? "",
        Encoding.UTF8.GetBytes(record.GetProperty("value").GetRawText()));
}
