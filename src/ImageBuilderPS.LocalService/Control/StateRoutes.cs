using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Control paths of the whole state: its clock, reset, save and load.</summary>
internal static class StateRoutes
{
    private const int Version = 1;

    public static ServiceResponse Clock(ServiceState state) => Json(writer =>
    {
        writer.WriteString("time", state.Clock.Now.UtcDateTime);
        writer.WriteBoolean("stopped", state.Clock.IsStopped);
    });

    /// <summary>Sets the clock by <c>time</c> or <c>advance</c>, and <c>stopped</c>; then does all that is due.</summary>
    public static ServiceResponse SetClock(ServiceRequest request, ServiceState state)
    {
        var (now, time) = (state.Clock.Now, Time(request));
        if (request.QueryValue("advance") is { } advance)
        {
            if (time is not null)
                throw new ValidationException("time and advance: got both, expected one of them.");
            time = now + Duration(advance);
        }
        var isStopped = request.QueryValue("stopped") is { } stopped ? Flag("stopped", stopped) : state.Clock.IsStopped;
        state.Clock.Set(now, time ?? now, isStopped);
        state.AdvanceTo(state.Clock.Now);
        return Clock(state);
    }

    /// <summary>Starts again with the first resources, optionally at another <c>time</c>.</summary>
    public static ServiceResponse Reset(ServiceRequest request, CurrentState state)
    {
        var time = Time(request);
        state.Replace([]);
        if (time is { } start)
            state.Value.Clock.SetAny(start, isStopped: false);
        return Clock(state.Value);
    }

    /// <summary>The whole state as JSON.</summary>
    public static ServiceResponse Save(ServiceState state)
    {
        state.AdvanceTo(state.Clock.Now);
        return Json(writer =>
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
    public static ServiceResponse Load(ServiceRequest request, CurrentState state)
    {
        try
        {
            state.Replace(Records(request.Body));
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ValidationException($"The body is not a state that GET {request.Path} returned. The state did not change. {error.Message}");
        }
        return Clock(state.Value);
    }

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

    private static DateTimeOffset? Time(ServiceRequest request) => request.QueryValue("time") is { } text ? TimeText.Parse("time", text) : null;

    private static TimeSpan Duration(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero && text.Contains(':'))
            return duration;
        try
        {
            return XmlConvert.ToTimeSpan(text) is var parsed && parsed >= TimeSpan.Zero ? parsed : throw new FormatException();
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new ValidationException($"advance: got '{text}', expected an ISO 8601 duration such as P30D or PT1H, or d.hh:mm:ss.");
        }
    }

    private static bool Flag(string name, string text) => bool.TryParse(text, out var flag)
        ? flag
        : throw new ValidationException($"{name}: got '{text}', expected true or false.");

    private static ServiceResponse Json(Action<Utf8JsonWriter> writeMembers) => new(200, ResponseBody.Write(writeMembers));
}
