namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>What the transport does instead of sending a response as it is. The service itself has no transport.</summary>
internal sealed class TransportDirective
{
    /// <summary>How long the transport waits before it goes on.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Handles the request after the delay; null when it was handled.</summary>
    public Func<Task<ServiceResponse>>? Next { get; init; }

    /// <summary>How many bytes of the body are sent before the connection closes; null for all.</summary>
    public int? BodyBytes { get; init; }

    /// <summary>Whether nothing is sent and the connection stays open.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether the connection is reset.</summary>
    public bool IsReset { get; init; }
}
