using System.Threading.Channels;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Tests.Distributing;

/// <summary>Time that the test moves; pauses end one by one, when the test says so.</summary>
internal sealed class SteppedClock : IWaitClock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<Pause> pauses = Channel.CreateUnbounded<Pause>();

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Task<Pause> NextPauseAsync() => pauses.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var pause = new Pause(duration);
        Assert.True(pauses.Writer.TryWrite(pause));
        return pause.Task;
    }

    public double Jitter() => 0;

    internal sealed class Pause(TimeSpan duration)
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TimeSpan Duration => duration;

        public Task Task => ended.Task;

        public void End() => ended.SetResult();
    }
}
