using System.Threading.Channels;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Tests.Support;

/// <summary>Time that the test moves; pauses end one by one, when the test says so.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<Pause> pauses = Channel.CreateUnbounded<Pause>();

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public Task<Pause> NextPauseAsync() => pauses.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var pause = new Pause(dueTime, () => callback(state));
        Assert.True(pauses.Writer.TryWrite(pause));
        return pause;
    }

    internal sealed class Pause(TimeSpan duration, Action end) : ITimer
    {
        public TimeSpan Duration => duration;

        public void End() => Task.Run(end);

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
