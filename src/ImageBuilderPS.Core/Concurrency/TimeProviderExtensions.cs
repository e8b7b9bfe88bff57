namespace ImageBuilderPS.Concurrency;

/// <summary>Delays and timeouts on a <see cref="TimeProvider"/>, the same on .NET and .NET Framework.</summary>
internal static class TimeProviderExtensions
{
    /// <summary>Completes after a time.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="delay">How long; none completes at once.</param>
    /// <param name="cancellationToken">Ends the delay early.</param>
    public static Task WaitAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
        delay <= TimeSpan.Zero ? Task.CompletedTask :
#if NET
        Task.Delay(delay, clock, cancellationToken);
#else
        clock.Delay(delay, cancellationToken);
#endif

    /// <summary>A source that is cancelled after a time.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="timeout">How long, more than zero.</param>
    public static CancellationTokenSource CreateTimeout(this TimeProvider clock, TimeSpan timeout) =>
#if NET
        new(timeout, clock);
#else
        clock.CreateCancellationTokenSource(timeout);
#endif
}
