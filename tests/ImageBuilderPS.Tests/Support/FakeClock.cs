namespace ImageBuilderPS.Tests.Support;

/// <summary>Time that passes only during pauses, and then at once.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The random number for the jitter; one half leaves the waiter's pauses as they are.</summary>
    public double Random { get; init; } = 0.5;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Lets time pass. Before that no pause ends.</summary>
    public FakeClock Start()
    {
        started.SetResult();
        return this;
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer();
        // The timeout of a call: a fake service responds in no time.
        if (state is CancellationTokenSource)
            return timer;
        _ = FireAsync(timer, callback, state, dueTime);
        return timer;
    }

    private async Task FireAsync(Timer timer, TimerCallback callback, object? state, TimeSpan dueTime)
    {
        await started.Task;
        if (timer.IsDisposed)
            return;
        Now += dueTime;
        callback(state);
    }

    private sealed class Timer : ITimer
    {
        public bool IsDisposed { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
