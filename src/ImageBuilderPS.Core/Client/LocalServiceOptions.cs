namespace ImageBuilderPS.Client;

/// <summary>How a local service behaves.</summary>
public sealed record LocalServiceOptions
{
    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether it starts without the sample account.</summary>
    public bool Empty { get; init; }

    /// <summary>How long an image stays in each state on its way; 500 ms by default.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many calls a second each operation takes before it answers TooManyRequestsException; null for no limit.</summary>
    public int? Rate { get; init; }

    /// <summary>The account that callers belong to; 123456789012 by default.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>The access key id that callers must sign with; null takes any signature.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret access key that callers must sign with.</summary>
    public string? SecretKey { get; init; }

    /// <summary>How long every answer takes at the least, for trying out slow networks; none by default.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Names no secret.</summary>
    public override string ToString() => $"port {Port}, account {AccountId}";
}
