using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Completion;

public class CompletionCacheTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SteppedClock clock = new();

    [Fact]
    public void What_was_read_is_kept_for_ten_seconds()
    {
        var (cache, list) = (Patient(), new FakeList());
        Assert.Equal(["1"], Read(cache, list));
        clock.Now += TimeSpan.FromSeconds(9.9);
        Assert.Equal(["1"], Read(cache, list));
        clock.Now += TimeSpan.FromSeconds(0.1);
        Assert.Equal(["2"], Read(cache, list));
    }

    [Fact]
    public void Each_connection_and_each_list_is_read_for_itself()
    {
        var (cache, list, other) = (Patient(), new FakeList(), new FakeList());
        Assert.Equal(["1"], Read(cache, list));
        Assert.Equal(["1"], Read(cache, other));
        Assert.Equal(["2"], Read(cache, list, "b"));
        Assert.Equal([["1"], ["1"]], cache.Read("a", [list, other]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_a_failure_nothing_is_asked_of_the_connection_for_thirty_seconds(bool isThrottle)
    {
        var (cache, other) = (Patient(), new FakeList());
        var list = new FakeList { Error = isThrottle ? new TooManyRequestsException("slow down") : new ConnectionException(ConnectionErrorKind.EndpointUnreachable, "m", "a") };
        Assert.Empty(Read(cache, list));
        clock.Now += TimeSpan.FromSeconds(29.9);
        Assert.Empty(Read(cache, list));
        Assert.Empty(Read(cache, other));
        Assert.Equal(["1"], Read(cache, other, "b"));
        Assert.Equal(1, list.Reads);
        clock.Now += TimeSpan.FromSeconds(0.1);
        list.Error = null;
        Assert.Equal(["2"], Read(cache, list));
    }

    [Fact]
    public void A_refusal_concerns_its_list_alone()
    {
        var (cache, list, other) = (Patient(), new FakeList { Error = new AccessDeniedException("no") }, new FakeList());
        Assert.Empty(Read(cache, list));
        Assert.Empty(Read(cache, list));
        Assert.Equal(["1"], Read(cache, other));
        Assert.Equal(1, list.Reads);
    }

    [Fact]
    public async Task A_late_answer_is_there_at_the_next_Tab()
    {
        var (cache, list, other) = (Hasty(), new FakeList { Wait = new() }, new FakeList());
        Assert.Empty(Read(cache, list));
        Assert.Empty(Read(cache, list));
        Assert.Empty(Read(cache, other));
        list.Wait.SetResult();
        await list.Read.Task.WaitAsync(Patience);
        // The cache notices after the list.
        while (Read(cache, other).Length == 0)
            await Task.Delay(1);
        Assert.Equal(["1"], Read(cache, list));
        Assert.Equal(1, list.Reads);
    }

    [Fact]
    public async Task Pages_that_have_come_are_offered_while_others_are_read()
    {
        var (cache, list) = (Hasty(), new FakeList { FirstPage = ["first"], Wait = new() });
        Read(cache, list);
        await list.Begun.Task.WaitAsync(Patience);
        Assert.Equal(["first"], Read(cache, list));
        Assert.Equal(1, list.Started);
        list.Wait.SetResult();
    }

    [Fact]
    public void A_read_that_never_ends_is_tried_again_later()
    {
        var (cache, list) = (Hasty(), new FakeList { Wait = new() });
        Read(cache, list);
        clock.Now += TimeSpan.FromSeconds(29.9);
        Read(cache, list);
        clock.Now += TimeSpan.FromSeconds(0.1);
        Read(cache, list);
        Assert.True(SpinWait.SpinUntil(() => list.Started >= 2, Patience));
        Read(cache, list);
        Assert.Equal(2, list.Started);
    }

    [Fact]
    public void After_a_change_lists_are_read_again_but_a_failure_is_remembered()
    {
        var (cache, list, failing) = (Patient(), new FakeList(), new FakeList { Error = new InvalidOperationException() });
        Read(cache, list);
        Read(cache, failing, "b");
        cache.Forget();
        Assert.Equal(["2"], Read(cache, list));
        Assert.Empty(Read(cache, failing, "b"));
        Assert.Equal(1, failing.Reads);
    }

    [Fact]
    public void Another_endpoint_begins_anew()
    {
        var (cache, failing) = (Patient(), new FakeList { Error = new InvalidOperationException() });
        Read(cache, failing);
        cache.Reset();
        failing.Error = null;
        Assert.Equal(["2"], Read(cache, failing));
    }

    private static object[] Read(CompletionCache cache, FakeList list, string connection = "a") => [.. Assert.Single(cache.Read(connection, [list]))];

    private CompletionCache Patient() => new(clock, Patience);

    private CompletionCache Hasty() => new(clock, TimeSpan.Zero);

    private sealed class FakeList : ICompletionList
    {
        private int started;

        public int Started => Volatile.Read(ref started);

        public Exception? Error { get; set; }

        public string[] FirstPage { get; init; } = [];

        public TaskCompletionSource? Wait { get; init; }

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Read { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Reads { get; private set; }

        public async Task ReadAsync(object connection, Action<IEnumerable<object>> add, CancellationToken cancellation)
        {
            Interlocked.Increment(ref started);
            add(FirstPage);
            Begun.TrySetResult();
            if (Wait is not null)
                await Wait.Task.WaitAsync(cancellation);
            Reads++;
            if (Error is not null)
                throw Error;
            add([$"{Reads}"]);
            Read.TrySetResult();
        }
    }
}
