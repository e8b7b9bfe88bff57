namespace ImageBuilderPS.LocalService.Http;

/// <summary>Limits of connections.</summary>
internal sealed class HttpLimits
{
    /// <summary>The maximum number of open connections. Above it, those that have waited longest are closed.</summary>
    public int Connections { get; init; } = 512;

    /// <summary>How long a connection may stay open between two requests.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a caller may pause while it sends a request or receives a response.</summary>
    public TimeSpan Transfer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the two timeouts are checked.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(5);
}
