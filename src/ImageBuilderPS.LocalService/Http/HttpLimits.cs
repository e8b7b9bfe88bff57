namespace ImageBuilderPS.LocalService.Http;

/// <summary>What callers may take up.</summary>
internal sealed class HttpLimits
{
    /// <summary>How many connections are open at once; beyond it, those that have waited longest are closed.</summary>
    public int Connections { get; init; } = 512;

    /// <summary>How long a connection may stay open between two requests.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a caller may pause within a request, or in taking its answer.</summary>
    public TimeSpan Transfer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the two times are looked at.</summary>
    public TimeSpan Sweep { get; init; } = TimeSpan.FromSeconds(5);
}
