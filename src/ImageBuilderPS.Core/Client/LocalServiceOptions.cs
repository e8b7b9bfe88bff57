namespace ImageBuilderPS.Client;

/// <summary>Options of a local service.</summary>
public sealed record LocalServiceOptions
{
    /// <summary>The port; 0 chooses a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The addresses to listen on, and the names that callers use for this machine; loopback when empty. An address beyond
    /// loopback needs <see cref="AccessKey"/> and <see cref="SecretKey"/>.
    /// </summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether it starts without the sample account.</summary>
    public bool Empty { get; init; }

    /// <summary>How long an image stays in each state of a build or distribution; 500 ms by default.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many calls per second each operation accepts before it throttles; null for no limit.</summary>
    public int? Rate { get; init; }

    /// <summary>The account of the callers; 123456789012 by default.</summary>
    public string AccountId { get; init; } = "123456789012";

    /// <summary>The access key id that callers must sign with; null accepts any signature.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret access key that callers must sign with.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The minimum time of every response, to simulate slow networks; none by default.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The port and the account, without secrets.</summary>
    public override string ToString() => $"port {Port}, account {AccountId}";
}
