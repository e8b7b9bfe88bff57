using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Tests.Distributing;

public class ActiveDistributionsTests
{
    [Fact]
    public async Task The_next_one_is_that_whose_regions_have_the_fewest_under_way()
    {
        var active = new ActiveDistributions(2);
        using var first = await Enter(active, "us-east-1");
        var second = await Enter(active, "us-east-1");
        var (busy, both, idle) = (Enter(active, "us-east-1"), Enter(active, "us-east-1", "eu-west-1"), Enter(active, "eu-west-1"));

        second.Dispose();
        using var third = await idle;

        Assert.False(busy.IsCompleted);
        Assert.False(both.IsCompleted);
    }

    [Fact]
    public async Task Of_equal_ones_the_first_goes_first()
    {
        var active = new ActiveDistributions(1);
        var first = await Enter(active);
        var (third, second) = (active.EnterAsync(3, [], CancellationToken.None), active.EnterAsync(2, [], CancellationToken.None));

        first.Dispose();
        using var _ = await second;

        Assert.False(third.IsCompleted);
    }

    [Fact]
    public async Task A_cancelled_one_takes_no_place()
    {
        var active = new ActiveDistributions(1);
        using var stopping = new CancellationTokenSource();
        var first = await Enter(active);
        var cancelled = active.EnterAsync(1, ["us-east-1"], stopping.Token);
        var next = Enter(active);

        await stopping.CancelAsync();
        first.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        using var _ = await next;
    }

    [Fact]
    public async Task A_place_that_is_left_twice_is_one_place()
    {
        var active = new ActiveDistributions(1);
        var first = await Enter(active);
        first.Dispose();
        first.Dispose();
        using var second = await Enter(active);

        Assert.False(Enter(active).IsCompleted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Never_more_than_the_limit_and_nobody_is_left_outside(int limit)
    {
        var active = new ActiveDistributions(limit);
        var (inside, tooMany, done) = (0, 0, 0);
        var all = Enumerable.Range(0, 500).Select(i => Task.Run(async () =>
        {
            using var place = await Enter(active, $"region-{i % 3}");
            if (Interlocked.Increment(ref inside) > limit)
                Interlocked.Increment(ref tooMany);
            await Task.Yield();
            Interlocked.Decrement(ref inside);
            Interlocked.Increment(ref done);
        })).ToArray();

        await Task.WhenAll(all).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((0, 500), (tooMany, done));
    }

    private static Task<IDisposable> Enter(ActiveDistributions active, params string[] regions) => active.EnterAsync(0, regions, CancellationToken.None);
}
