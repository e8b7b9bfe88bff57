namespace ImageBuilderPS.Concurrency;

/// <summary>Real time, which changes of the machine's clock do not move.</summary>
internal sealed class WaitClock : IWaitClock
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UtcNow;
    private static readonly System.Diagnostics.Stopwatch Watch = System.Diagnostics.Stopwatch.StartNew();
    private readonly Random random = new();

    public DateTimeOffset Now => Start + Watch.Elapsed;

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken) => Task.Delay(duration, cancellationToken);

    public double Jitter()
    {
        lock (random)
            return random.NextDouble();
    }
}
