using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Distribution;

/// <summary>
/// Holds all senders of a batch back while the service asks for fewer calls, and has each refused call sent again: a
/// refusal of one is a sign for all. Safe for many threads.
/// </summary>
/// <param name="clock">The time; real time when left out.</param>
public sealed class SendPace(IWaitClock? clock = null)
{
    private const int MostTries = 6;
    private static readonly TimeSpan FirstHold = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(20);

    private readonly IWaitClock clock = clock ?? new WaitClock();
    private readonly object gate = new();
    private DateTimeOffset heldUntil;
    private TimeSpan hold = FirstHold;

    /// <summary>Sends, and sends again after a hold while the service refuses for its rate, six times at the most.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="send">Sends once; what it sends does nothing twice.</param>
    /// <param name="cancellationToken">Ends a hold.</param>
    /// <exception cref="ImageBuilderException">The service refused for another reason, or too often.</exception>
    public async Task<T> SendAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var answer = await send().ConfigureAwait(false);
                Quicken();
                return answer;
            }
            catch (ImageBuilderException error) when (error.IsThrottle && tries < MostTries)
            {
                Hold();
            }
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (Left() is var left && left > TimeSpan.Zero)
            await clock.DelayAsync(left + TimeSpan.FromTicks((long)(left.Ticks * clock.Jitter())), cancellationToken).ConfigureAwait(false);
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
