namespace ImageBuilderPS.Trials;

/// <summary>A clock a hundred times as fast, so that delays after throttles do not take long.</summary>
internal sealed class FastClock : TimeProvider
{
    private const int Speed = 100;

    public override long GetTimestamp() => base.GetTimestamp() * Speed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / Speed : dueTime, period);
}
