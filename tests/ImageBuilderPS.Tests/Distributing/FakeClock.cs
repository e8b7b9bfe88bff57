using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Tests.Distributing;

/// <summary>Time that passes only where somebody waits, and at once.</summary>
internal sealed class FakeClock : IWaitClock
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What Jitter answers; one half leaves pauses as they are.</summary>
    public double NextJitter { get; init; } = 0.5;

    /// <summary>Lets time pass; until then every pause is endless.</summary>
    public FakeClock Start()
    {
        started.SetResult();
        return this;
    }

    public async Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        await started.Task.WaitAsync(cancellationToken);
        Now += duration;
    }

    public double Jitter() => NextJitter;
}
