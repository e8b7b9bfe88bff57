using ImageBuilderPS.Api;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Client;

/// <summary>
/// Holds all senders of a batch back while the service asks for fewer calls, and has each refused call sent again: a
/// refusal of one is a sign for all. Safe for many threads.
/// </summary>
/// <param name="clock">The time; real time when left out.</param>
public sealed class SharedBackoff(IWaitClock? clock = null)
{
    private static readonly TimeSpan FirstHold = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(2);

    private readonly IWaitClock clock = clock ?? new WaitClock();
    private readonly object gate = new();
    private DateTimeOffset heldUntil;
    private TimeSpan hold = FirstHold;

    /// <summary>Sends, and sends again after a hold while the service refuses for its rate, for two minutes at the most.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="send">Sends once; what it sends does nothing twice.</param>
    /// <param name="cancellationToken">Ends a hold.</param>
    /// <exception cref="ImageBuilderException">
    /// The service refused for another reason, or for its rate for two minutes. Its attempts are all that were made.
    /// </exception>
    public async Task<T> SendAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        ImageBuilderException? refusal = null;
        var giveUp = DateTimeOffset.MaxValue;
        while (await IsFreeAsync(giveUp, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                var answer = await send().ConfigureAwait(false);
                Quicken();
                return answer;
            }
            catch (ImageBuilderException error)
            {
                error.Attempts += refusal?.Attempts ?? 0;
                if (!error.IsThrottle)
                    throw;
                if (refusal is null)
                    giveUp = clock.Now + LongestRetry;
                refusal = error;
                Hold();
            }
        }
        throw refusal!;
    }

    // False where the hold outlasts the time that a refused call has.
    private async Task<bool> IsFreeAsync(DateTimeOffset giveUp, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (Left() is var left && left > TimeSpan.Zero)
        {
            var most = giveUp - clock.Now;
            if (left > most)
                return false;
            var pause = left + TimeSpan.FromTicks((long)(left.Ticks * clock.Jitter()));
            await clock.DelayAsync(pause < most ? pause : most, cancellationToken).ConfigureAwait(false);
        }
        return true;
    }

    // More than zero again after a pause when another sender was refused meanwhile.
    private TimeSpan Left()
    {
        lock (gate)
            return heldUntil - clock.Now;
    }

    // Refusals that come together count as one.
    private void Hold()
    {
        lock (gate)
        {
            var now = clock.Now;
            if (now < heldUntil)
                return;
            heldUntil = now + hold;
            var longer = TimeSpan.FromTicks(hold.Ticks * 2);
            hold = longer < LongestHold ? longer : LongestHold;
        }
    }

    private void Quicken()
    {
        lock (gate)
        {
            var shorter = TimeSpan.FromTicks((long)(hold.Ticks * 0.9));
            hold = shorter > FirstHold ? shorter : FirstHold;
        }
    }
}
