namespace ImageBuilderPS.LocalService.Http;

/// <summary>Limits of connections.</summary>
internal sealed class HttpLimits
{
    private const int MaxConnections = 512;
    private const int MinConnections = 4;

    // For the files that .NET opens while it runs, such as assemblies: it ends a process that cannot open one.
    private const int ReservedDescriptors = 32;

    /// <summary>The maximum number of open connections. Above it, those that have waited longest are closed.</summary>
    public int Connections { get; init; } =
        Math.Max(MinConnections, Math.Min(MaxConnections, (FileDescriptors.CountFree() ?? int.MaxValue) - ReservedDescriptors));

    /// <summary>How long a connection may stay open between two requests.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a caller may pause while it sends a request or receives a response.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a caller may take to send a request, or to receive a response, with all pauses.</summary>
    public TimeSpan Transfer { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the timeouts are checked.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a caller has taken too long.</summary>
    public bool IsExceededBy(HttpConnection connection) => connection.IsIdle
        ? connection.WaitTime > Idle
        : connection.WaitTime > Pause || connection.TransferTime > Transfer;
}
