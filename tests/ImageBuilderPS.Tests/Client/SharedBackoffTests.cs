using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Client;

public class SharedBackoffTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_throttled_call_is_sent_again_after_growing_delays()
    {
        var clock = new FakeClock { Random = 0 }.Start();
        var begin = clock.Now;
        var times = new List<double>();

        var answer = await new SharedBackoff(clock, () => clock.Random).SendAsync(
            () =>
            {
                times.Add((clock.Now - begin).TotalSeconds);
                return times.Count < 4 ? throw new TooManyRequestsException("slow down") : Task.FromResult("sent");
            },
            CancellationToken.None).WaitAsync(Patience);

        Assert.Equal("sent", answer);
        Assert.Equal([0, 1, 3, 7], times);
    }

    [Fact]
    public async Task A_throttle_of_one_call_delays_the_others()
    {
        var clock = new FakeClock { Random = 0 };
        var begin = clock.Now;
        var backoff = new SharedBackoff(clock, () => clock.Random);
        var tries = 0;
        var first = backoff.SendAsync(() => ++tries == 1 ? throw new CallRateLimitExceededException("slow down") : Task.FromResult(tries), CancellationToken.None);
        var second = backoff.SendAsync(() => Task.FromResult((clock.Now - begin).TotalSeconds), CancellationToken.None);

        Assert.False(second.IsCompleted);
        clock.Start();

        Assert.Equal(2, await first.WaitAsync(Patience));
        Assert.InRange(await second.WaitAsync(Patience), 1, 2);
    }

    [Fact]
    public async Task A_call_whose_delay_is_over_waits_again_when_another_was_throttled_meanwhile()
    {
        var clock = new SteppedClock();
        var backoff = new SharedBackoff(clock, () => 0);
        var tries = 0;
        var throttled = backoff.SendAsync(() => ++tries < 3 ? throw new TooManyRequestsException("slow down") : Task.FromResult(tries), CancellationToken.None);
        var other = backoff.SendAsync(() => Task.FromResult(clock.Now), CancellationToken.None);
        var (firstPause, otherPause) = (await clock.NextPauseAsync(), await clock.NextPauseAsync());

        clock.Now += firstPause.Duration;
        firstPause.End();
        var secondPause = await clock.NextPauseAsync();
        otherPause.End();
        var longerPause = await clock.NextPauseAsync();

        Assert.Equal(TimeSpan.FromSeconds(2), longerPause.Duration);
        Assert.False(other.IsCompleted);
        clock.Now += secondPause.Duration;
        secondPause.End();
        longerPause.End();
        Assert.Equal(3, await throttled.WaitAsync(Patience));
        Assert.Equal(clock.Now, await other.WaitAsync(Patience));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.99)]
    public async Task Throttles_for_two_minutes_are_an_error_that_counts_the_attempts(double jitter)
    {
        var clock = new FakeClock { Random = jitter }.Start();
        var begin = clock.Now;
        var times = new List<double>();

        var error = await Assert.ThrowsAsync<TooManyRequestsException>(() => new SharedBackoff(clock, () => clock.Random).SendAsync<int>(
            () =>
            {
                times.Add((clock.Now - begin).TotalSeconds);
                throw new TooManyRequestsException("slow down") { Attempts = 2 };
            },
            CancellationToken.None).WaitAsync(Patience));

        Assert.InRange(times[^1], 90, 120);
        Assert.Equal(2 * times.Count, error.Attempts);
    }

    [Fact]
    public async Task Another_error_after_throttles_counts_their_attempts_too()
    {
        var tries = 0;

        var error = await Assert.ThrowsAsync<ServiceException>(() => new SharedBackoff(new FakeClock().Start()).SendAsync<int>(
            () => ++tries < 3 ? throw new TooManyRequestsException("slow down") : throw new ServiceException("broken") { Attempts = 3 },
            CancellationToken.None).WaitAsync(Patience));

        Assert.Equal(5, error.Attempts);
    }

    [Fact]
    public async Task Any_other_error_is_thrown_at_once()
    {
        var tries = 0;

        await Assert.ThrowsAsync<ServiceQuotaExceededException>(() => new SharedBackoff(new FakeClock().Start()).SendAsync<int>(
            () => ++tries > 0 ? throw new ServiceQuotaExceededException("enough") : Task.FromResult(0), CancellationToken.None).WaitAsync(Patience));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task Cancelling_ends_a_delay()
    {
        using var stopping = new CancellationTokenSource();
        var sending = new SharedBackoff(new FakeClock()).SendAsync<int>(
            () => throw new TooManyRequestsException("slow down"), stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Patience));
    }
}
