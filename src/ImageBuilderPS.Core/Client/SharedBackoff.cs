using ImageBuilderPS.Api;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Client;

/// <summary>
/// The back-off that many calls share: a throttle response to one call is a sign for all. The delay doubles with each
/// throttle and shrinks with each success. Throttles that arrive together count as one. Safe for many threads.
/// </summary>
/// <param name="clock">The clock; the system's when left out.</param>
/// <param name="randomizer">Random numbers from 0 to 1 for the jitter.</param>
public sealed class SharedBackoff(TimeProvider? clock = null, Func<double>? randomizer = null)
{
    // The part of the delay that stays after a success. A slow recovery avoids the next throttle.
    private const double Recovery = 0.9;

    // Longer waits are better reported as an error.
    private static readonly TimeSpan MaxRetryTime = TimeSpan.FromMinutes(2);

    private static readonly AsyncLocal<(int Attempts, TimeSpan Wait)> Sending = new();

    private readonly TimeProvider clock = clock ?? TimeProvider.System;
    private readonly Func<double> randomizer = randomizer ?? Randomizer.Next;
    private readonly object gate = new();
    private readonly long created = (clock ?? TimeProvider.System).GetTimestamp();
    private TimeSpan delay;
    private TimeSpan blockedUntil;

    /// <summary>
    /// The shortest delay; 1 s by default. A token bucket that fills up during a longer delay loses what flows over. A delay of a
    /// fraction of a second uses every token, and costs more throttled requests.
    /// </summary>
    public TimeSpan MinDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay; 20 s by default, as in the AWS SDKs.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many times longer than usual a caller should pause between calls; 1 when nothing was throttled lately.</summary>
    public double Factor
    {
        get
        {
            lock (gate)
                return Delay.Ticks / (double)MinDelay.Ticks;
        }
    }

    /// <summary>How many attempts earlier sends of the call that is under way made; 0 where no back-off sends.</summary>
    public static int CurrentAttempts => Sending.Value.Attempts;

    /// <summary>How long the call that is under way has waited for this send; zero where no back-off sends.</summary>
    public static TimeSpan CurrentWait => Sending.Value.Wait;

    private TimeSpan Delay => delay > MinDelay ? delay : MinDelay;

    private TimeSpan Now => clock.GetElapsedTime(created);

    /// <summary>Records a throttle response.</summary>
    public void RecordThrottle()
    {
        lock (gate)
        {
            if (Now < blockedUntil)
                return;
            blockedUntil = Now + Delay;
            var doubled = TimeSpan.FromTicks(Delay.Ticks * 2);
            delay = doubled < MaxDelay ? doubled : MaxDelay;
        }
    }

    /// <summary>Records a call that was not throttled.</summary>
    public void RecordSuccess()
    {
        lock (gate)
            delay = TimeSpan.FromTicks((long)(Delay.Ticks * Recovery));
    }

    /// <summary>Sends a call. While the service throttles, all calls wait and throttled ones are sent again, for two minutes at most.</summary>
    /// <typeparam name="T">The response.</typeparam>
    /// <param name="send">Sends once; the call is idempotent, and its own retries leave throttles out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ImageBuilderException">
    /// The call failed for another reason, or was throttled for two minutes. Its attempts are those of all sends.
    /// </exception>
    public async Task<T> SendAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        ImageBuilderException? throttle = null;
        var deadline = TimeSpan.MaxValue;
        for (var since = Now; await WaitAsync(deadline, cancellationToken).ConfigureAwait(false); since = Now)
        {
            Sending.Value = (throttle?.Attempts ?? 0, Now - since);
            try
            {
                var response = await send().ConfigureAwait(false);
                RecordSuccess();
                return response;
            }
            catch (ImageBuilderException error)
            {
                error.Attempts += throttle?.Attempts ?? 0;
                if (!error.IsThrottle)
                    throw;
                if (throttle is null)
                    deadline = Now + MaxRetryTime;
                throttle = error;
                RecordThrottle();
            }
        }
        throw throttle!;
    }

    // False where the delay ends after the deadline. Another call may be throttled during the wait: then the wait continues.
    private async Task<bool> WaitAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (Remaining() is var remaining && remaining > TimeSpan.Zero)
        {
            var most = deadline - Now;
            if (remaining > most)
                return false;
            var pause = remaining + TimeSpan.FromTicks((long)(remaining.Ticks * randomizer()));
            await clock.WaitAsync(pause < most ? pause : most, cancellationToken).ConfigureAwait(false);
        }
        return true;
    }

    private TimeSpan Remaining()
    {
        lock (gate)
            return blockedUntil - Now;
    }
}
