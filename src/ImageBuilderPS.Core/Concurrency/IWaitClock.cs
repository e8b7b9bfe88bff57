namespace ImageBuilderPS.Concurrency;

/// <summary>Time, as waiting needs it.</summary>
public interface IWaitClock
{
    /// <summary>The time now.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Passes time.</summary>
    /// <param name="duration">How much.</param>
    /// <param name="cancellationToken">Ends the pause early.</param>
    Task DelayAsync(TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>A number from 0 up to 1 that spreads calls in time.</summary>
    double Jitter();
}
