using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Control paths of the whole state: its clock, reset, save and load.</summary>
internal static class StateRoutes
{
    public static ServiceResponse Clock(ServiceState state) => new(200, ResponseBody.Write(writer =>
    {
        writer.WriteString("time", state.Clock.Now.UtcDateTime);
        writer.WriteBoolean("stopped", state.Clock.IsStopped);
    }));

    /// <summary>Sets the clock by <c>time</c> or <c>advance</c>, and <c>stopped</c>; then does all that is due.</summary>
    public static ServiceResponse SetClock(ServiceRequest request, ServiceState state)
    {
        TimeSpan? advance = request.QueryValue("advance") is { } duration ? Duration(duration) : null;
        StateOperations.SetClock(state, Time(request), advance, ControlQuery.Flag(request, "stopped"));
        return Clock(state);
    }

    /// <summary>Starts again with the first resources, optionally at another <c>time</c>.</summary>
    public static ServiceResponse Reset(ServiceRequest request, CurrentState state)
    {
        StateOperations.Reset(state, Time(request));
        return Clock(state.Value);
    }

    /// <summary>The whole state as JSON.</summary>
    public static ServiceResponse Save(ServiceState state) => new(200, StateOperations.Save(state));

    /// <summary>Replaces the whole state by one that <see cref="Save"/> wrote.</summary>
    public static ServiceResponse Load(ServiceRequest request, CurrentState state)
    {
        try
        {
            StateOperations.Load(state, request.Body);
        }
        catch (InvalidDataException error)
        {
            throw new ValidationException($"The body is not a state that GET {request.Path} returned. The state did not change. {error.Message}");
        }
        return Clock(state.Value);
    }

    private static DateTimeOffset? Time(ServiceRequest request) => request.QueryValue("time") is { } text ? TimeText.Parse("time", text) : null;

    private static TimeSpan Duration(string text) => DurationText.Find(text)
        ?? throw new ValidationException($"advance: got '{text}', expected {DurationText.Expected}.");
}
