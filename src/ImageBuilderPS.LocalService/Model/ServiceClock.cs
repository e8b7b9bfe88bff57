using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The clock of the service. It can be set forward and stopped; signatures are checked with the real clock.</summary>
/// <param name="clock">The real clock.</param>
/// <param name="settings">Keeps the setting.</param>
internal sealed class ServiceClock(TimeProvider clock, OrderedStore<ClockSetting> settings)
{
    private const string Key = "";

    public DateTimeOffset Now => Setting.StoppedAt ?? clock.GetUtcNow() + Setting.Offset;

    public bool IsStopped => Setting.StoppedAt is not null;

    private ClockSetting Setting => settings.Find(Key) ?? new(TimeSpan.Zero, null);

    /// <summary>Sets the clock.</summary>
    /// <param name="now">The time that the caller read: a clock that runs is later by now.</param>
    /// <param name="time">The new time, not before that.</param>
    /// <param name="isStopped">Whether it stays at that time.</param>
    /// <exception cref="ValidationException">The time is before <paramref name="now"/>.</exception>
    public void Set(DateTimeOffset now, DateTimeOffset time, bool isStopped)
    {
        if (time < now)
            throw new ValidationException($"time: got {time:O}, expected {now:O} or later. To go back, reset the service with a time.");
        SetAny(time, isStopped);
    }

    /// <summary>Sets the clock to any time, for a state without resources.</summary>
    public void SetAny(DateTimeOffset time, bool isStopped) =>
        settings.Put(Key, new(time - clock.GetUtcNow(), isStopped ? time : null));
}

/// <summary>How the clock of the service differs from the real one.</summary>
/// <param name="Offset">Added to the real time.</param>
/// <param name="StoppedAt">The time at which the clock stands; null when it runs.</param>
internal sealed record ClockSetting(TimeSpan Offset, DateTimeOffset? StoppedAt);
