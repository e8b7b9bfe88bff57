using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageBuilderPS.Tests.Distributing;

public sealed class ImageWaiterTests : IDisposable
{
    private const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image/web/1.0.0/1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource cancellation = new();

    public void Dispose() => cancellation.Dispose();

    [Fact]
    public async Task Polls_are_frequent_at_first_and_then_at_growing_intervals()
    {
        var clock = new FakeClock().Start();
        var begin = clock.Now;
        var polls = new List<double>();
        var service = new FakeImageBuilder(_ =>
        {
            polls.Add(Math.Round((clock.Now - begin).TotalSeconds, 2));
            return Image(polls.Count < 7 ? ImageStatus.Distributing : ImageStatus.Available);
        });

        await Waiter(service, new() { PollingInterval = TimeSpan.FromSeconds(4) }, clock).WaitAsync(Arn, isNew: true).WaitAsync(Patience);

        Assert.Equal([1, 2, 3.5, 5.75, 9.12, 13.12, 17.12], polls);
    }

    [Theory]
    [InlineData(0, 0.8)]
    [InlineData(1, 1.2)]
    public async Task Jitter_moves_a_poll_by_a_fifth(double jitter, double seconds)
    {
        var clock = new FakeClock { Random = jitter }.Start();
        var begin = clock.Now;

        await Waiter(new(_ => Image(ImageStatus.Available)), new(), clock).WaitAsync(Arn, isNew: true).WaitAsync(Patience);

        Assert.Equal(seconds, (clock.Now - begin).TotalSeconds, 3);
    }

    [Fact]
    public async Task An_image_that_may_have_ended_is_polled_at_once()
    {
        var clock = new FakeClock();

        var distribution = await Waiter(new(_ => Image(ImageStatus.Available)), new(), clock).WaitAsync(Arn, isNew: false).WaitAsync(Patience);

        Assert.Equal(0, distribution.DurationSeconds);
    }

    [Fact]
    public async Task A_response_that_comes_as_the_next_poll_is_due_is_not_missed()
    {
        var options = new ImageWaitOptions { PollingInterval = TimeSpan.FromMilliseconds(1) };
        var waits = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                var polls = 0;
                var service = new FakeImageBuilder(async _ =>
                {
                    await Task.Yield();
                    return Image(++polls < 5 ? ImageStatus.Distributing : ImageStatus.Available);
                });
                await new ImageWaiter(service, options, cancellation.Token).WaitAsync(Arn, isNew: true);
            }
        }));

        await Task.WhenAll(waits).WaitAsync(Patience);
    }

    [Fact]
    public async Task The_outcome_has_a_row_per_region_and_account()
    {
        var service = new FakeImageBuilder(_ => Image(ImageStatus.Available, null, Ami("us-east-1", "111122223333"), Ami("eu-west-1", "444455556666")));

        var distribution = await Waiter(service, new(), new FakeClock().Start()).WaitAsync(Arn, isNew: true).WaitAsync(Patience);

        Assert.Equal(Arn, distribution.ImageBuildVersionArn);
        Assert.Equal(ImageStatus.Available, distribution.Status);
        Assert.Equal(1, distribution.DurationSeconds);
        Assert.Equal(
            ["us-east-1 111122223333 ami-0123456789abcdef0 AVAILABLE", "eu-west-1 444455556666 ami-0123456789abcdef0 AVAILABLE"],
            distribution.Targets.Select(target => target.ToString()));
    }

    [Fact]
    public async Task The_images_that_are_waited_for_can_be_read_while_they_come_and_go()
    {
        var waiter = new ImageWaiter(new FakeImageBuilder(async _ =>
        {
            await Task.Yield();
            return Image(ImageStatus.Available);
        }), new() { Concurrency = 8 }, CancellationToken.None);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            var read = 0;
            while (!done.IsCancellationRequested)
                read += waiter.Waited.Count(image => image.ImageBuildVersionArn == Arn);
            return read;
        });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
                await waiter.WaitAsync(Arn, isNew: false);
        }))).WaitAsync(TimeSpan.FromMinutes(1));
        await done.CancelAsync();

        Assert.True(await reading.WaitAsync(TimeSpan.FromMinutes(1)) > 0);
    }

    [Fact]
    public async Task A_failure_for_another_account_names_the_role_to_check_in_it()
    {
        var service = new FakeImageBuilder(_ => Image(
            ImageStatus.Failed, "Not everything arrived.", Ami("us-east-1", "111122223333", ImageStatus.Failed), Ami("us-east-1", "123456789012")));

        var error = await Assert.ThrowsAsync<ImageDistributionException>(
            () => Waiter(service, new(), new FakeClock().Start()).WaitAsync(Arn, isNew: true).WaitAsync(Patience));

        Assert.Contains("FAILED: 1 of 2 targets failed. Not everything arrived.", error.Message, StringComparison.Ordinal);
        Assert.Contains("EC2ImageBuilderDistributionCrossAccountRole in account 111122223333 is missing", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"Resume-IBImage {Arn}", error.Action, StringComparison.Ordinal);
        Assert.False(error.IsTimeout);
    }

    [Fact]
    public async Task A_reason_that_mentions_a_role_names_the_account_too()
    {
        var service = new FakeImageBuilder(_ => Image(
            ImageStatus.Failed, "Cannot assume the role arn:aws:iam::444455556666:role/X from 123456789012."));

        var error = await Assert.ThrowsAsync<ImageDistributionException>(
            () => Waiter(service, new(), new FakeClock().Start()).WaitAsync(Arn, isNew: true).WaitAsync(Patience));

        Assert.Contains("in account 444455556666 is missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_the_reason_names_is_not_named_twice()
    {
        const string Reason = "Could not assume arn:aws:iam::111122223333:role/EC2ImageBuilderDistributionCrossAccountRole.";
        var service = new FakeImageBuilder(_ => Image(ImageStatus.Failed, Reason, Ami("us-east-1", "111122223333", ImageStatus.Failed)));

        var error = await Assert.ThrowsAsync<ImageDistributionException>(
            () => Waiter(service, new(), new FakeClock().Start()).WaitAsync(Arn, isNew: true).WaitAsync(Patience));

        Assert.Equal($"Image {Arn} is FAILED: 1 of 1 targets failed. {Reason}\n  us-east-1 111122223333 FAILED", error.Message);
        Assert.StartsWith("Check the role EC2ImageBuilderDistributionCrossAccountRole in account 111122223333", error.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ImageStatus.Failed)]
    [InlineData(ImageStatus.Cancelled)]
    [InlineData(ImageStatus.Deleted)]
    public async Task Any_other_failure_is_an_error_with_the_reason_and_no_likely_cause(string status)
    {
        var service = new FakeImageBuilder(_ => Image(status, "Because."));

        var error = await Assert.ThrowsAsync<ImageDistributionException>(
            () => Waiter(service, new(), new FakeClock().Start()).WaitAsync(Arn, isNew: true).WaitAsync(Patience));

        Assert.Equal($"Image {Arn} is {status}: Because.", error.Message);
        Assert.Equal(status, error.Distribution.Status);
    }

    [Fact]
    public async Task A_timeout_comes_on_time_and_says_how_to_wait_again()
    {
        var clock = new FakeClock().Start();
        var options = new ImageWaitOptions { Timeout = TimeSpan.FromSeconds(10) };

        var error = await Assert.ThrowsAsync<ImageDistributionException>(
            () => Waiter(new(_ => Image(ImageStatus.Distributing)), options, clock).WaitAsync(Arn, isNew: true).WaitAsync(Patience));

        Assert.True(error.IsTimeout);
        Assert.Equal(10, error.Distribution.DurationSeconds);
        Assert.Equal(Arn, error.Distribution.ImageBuildVersionArn);
        Assert.EndsWith($"Wait-IBImage {Arn}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttles_slow_all_polls_until_they_end()
    {
        var clock = new FakeClock().Start();
        var times = new List<DateTimeOffset>();
        var service = new FakeImageBuilder(_ =>
        {
            times.Add(clock.Now);
            return times.Count switch
            {
                <= 3 => throw new TooManyRequestsException("slow down"),
                < 40 => Image(ImageStatus.Distributing),
                _ => Image(ImageStatus.Available),
            };
        });

        await Waiter(service, new() { PollingInterval = TimeSpan.FromSeconds(1) }, clock).WaitAsync(Arn, isNew: true).WaitAsync(Patience);

        var pauses = times.Zip(times.Skip(1), (before, after) => (after - before).TotalSeconds).ToList();
        Assert.Equal([2.0, 4.0, 8.0], pauses.Take(3).Select(pause => Math.Round(pause, 3)));
        Assert.Equal(pauses.Skip(2).OrderDescending(), pauses.Skip(2));
        Assert.Equal(1, pauses[^1], 3);
    }

    [Fact]
    public async Task A_transient_error_does_not_end_the_wait()
    {
        var polls = 0;
        var service = new FakeImageBuilder(_ => ++polls switch
        {
            1 => throw new ServiceUnavailableException("later"),
            2 => throw new ConnectionException(ConnectionErrorKind.EndpointUnreachable, "gone", "wait"),
            3 => throw new TimeoutException("slow"),
            _ => Image(ImageStatus.Available),
        });

        var distribution = await Waiter(service, new(), new FakeClock().Start()).WaitAsync(Arn, isNew: true).WaitAsync(Patience);

        Assert.Equal(ImageStatus.Available, distribution.Status);
        Assert.Equal(4, polls);
    }

    [Fact]
    public async Task A_permanent_error_ends_the_wait_at_once()
    {
        var polls = 0;
        var service = new FakeImageBuilder(_ => ++polls > 0 ? throw new ResourceNotFoundException("no such image") : new GetImageResponse());

        var error = await Assert.ThrowsAsync<ImageDistributionException>(
            () => Waiter(service, new(), new FakeClock().Start()).WaitAsync(Arn, isNew: true).WaitAsync(Patience));

        Assert.IsType<ResourceNotFoundException>(error.InnerException);
        Assert.False(error.IsTimeout);
        Assert.Equal(1, polls);
    }

    [Fact]
    public async Task A_wait_that_cannot_poll_says_what_was_sent_and_continues()
    {
        var polls = 0;
        var service = new FakeImageBuilder(_ => ++polls > 2 ? throw new AccessDeniedException("no") : Image(ImageStatus.Distributing));
        var response = new DistributeImageResponse { ImageBuildVersionArn = Arn, SourceImage = "ami-1", ClientToken = "token-1" };

        var error = await Assert.ThrowsAsync<ImageDistributionException>(
            () => Waiter(service, new(), new FakeClock().Start()).WaitAsync(Arn, isNew: true, outcome => outcome.Add(response)).WaitAsync(Patience));

        Assert.Equal((response, "ami-1", ImageStatus.Distributing), (error.Distribution.Response, error.Distribution.SourceImage, error.Distribution.Status));
        Assert.Equal($"The distribution was sent as {Arn} and continues; wait again with Wait-IBImage {Arn}", error.Message);
        Assert.Equal($"Wait-IBImage {Arn}", error.Action);
    }

    [Fact]
    public async Task An_unexpected_error_ends_its_own_wait_only()
    {
        var service = new FakeImageBuilder(request => ((GetImageRequest)request).ImageBuildVersionArn == Arn
            ? throw new InvalidOperationException("odd")
            : Image(ImageStatus.Available));
        var waiter = Waiter(service, new(), new FakeClock().Start());

        var odd = await Assert.ThrowsAsync<ImageDistributionException>(() => waiter.WaitAsync(Arn, isNew: false).WaitAsync(Patience));
        await waiter.WaitAsync(Arn + "2", isNew: false).WaitAsync(Patience);

        Assert.Equal("odd", odd.InnerException!.Message);
        Assert.Empty(waiter.Waited);
    }

    [Fact]
    public async Task A_description_that_throws_ends_its_wait()
    {
        var waiter = Waiter(new(_ => Image(ImageStatus.Available)), new(), new FakeClock().Start());

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => waiter.WaitAsync(Arn, isNew: false, _ => throw new InvalidOperationException("odd")).WaitAsync(Patience));

        Assert.Empty(waiter.Waited);
    }

    [Fact]
    public async Task Many_images_share_a_limit_of_concurrent_polls()
    {
        var clock = new FakeClock();
        var service = new FakeImageBuilder(async _ =>
        {
            await Task.Yield();
            return Image(ImageStatus.Available);
        });
        var waiter = Waiter(service, new() { Concurrency = 3 }, clock);
        var waits = Enumerable.Range(1, 200).Select(i => waiter.WaitAsync(Arn + i, isNew: true)).ToArray();

        Assert.Equal(200, waiter.Waited.Count);
        clock.Start();
        var distributions = await Task.WhenAll(waits).WaitAsync(Patience);

        Assert.Equal(200, distributions.Select(distribution => distribution.ImageBuildVersionArn).Distinct().Count());
        Assert.InRange(service.MostAtOnce, 1, 3);
        Assert.Empty(waiter.Waited);
    }

    [Fact]
    public async Task One_slow_poll_delays_no_other_image()
    {
        var slow = new TaskCompletionSource<Response>(TaskCreationOptions.RunContinuationsAsynchronously);
        var service = new FakeImageBuilder(request => ((GetImageRequest)request).ImageBuildVersionArn == Arn
            ? slow.Task
            : Task.FromResult<Response>(Image(ImageStatus.Available)));
        var waiter = Waiter(service, new(), new FakeClock().Start());

        var slowWait = waiter.WaitAsync(Arn, isNew: false);
        await waiter.WaitAsync(Arn + "2", isNew: false).WaitAsync(Patience);

        Assert.False(slowWait.IsCompleted);
        slow.SetResult(Image(ImageStatus.Available));
        await slowWait.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_poll_without_a_response_is_cancelled_after_30_seconds_and_polled_again()
    {
        var clock = new FakeTimeProvider();
        var polls = 0;
        var service = new FakeImageBuilder(_ => ++polls == 1
            ? new TaskCompletionSource<Response>().Task
            : Task.FromResult<Response>(Image(ImageStatus.Available)));
        var wait = new ImageWaiter(service, new(), cancellation.Token, clock, () => 0.5).WaitAsync(Arn, isNew: false);

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, polls);
        using var deadline = new CancellationTokenSource(Patience);
        while (!wait.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, deadline.Token);
        }

        Assert.InRange((await wait).DurationSeconds, 31, 7200);
        Assert.Equal(2, polls);
    }

    [Fact]
    public async Task A_poll_without_a_response_does_not_outlast_the_wait()
    {
        var clock = new FakeTimeProvider();
        var options = new ImageWaitOptions { Timeout = TimeSpan.FromSeconds(10) };
        var service = new FakeImageBuilder(_ => new TaskCompletionSource<Response>().Task);
        var wait = new ImageWaiter(service, options, cancellation.Token, clock).WaitAsync(Arn, isNew: false);

        clock.Advance(options.Timeout);

        var error = await Assert.ThrowsAsync<ImageDistributionException>(() => wait.WaitAsync(Patience));
        Assert.True(error.IsTimeout);
        Assert.Equal(10, error.Distribution.DurationSeconds);
    }

    [Fact]
    public async Task A_waiter_without_images_can_wait_again()
    {
        var waiter = Waiter(new(_ => Image(ImageStatus.Available)), new(), new FakeClock().Start());

        await waiter.WaitAsync(Arn, isNew: true).WaitAsync(Patience);
        await waiter.WaitAsync(Arn + "2", isNew: true).WaitAsync(Patience);

        Assert.Empty(waiter.Waited);
    }

    [Fact]
    public async Task Every_change_of_status_is_reported_once()
    {
        string[] states = [ImageStatus.Pending, ImageStatus.Pending, ImageStatus.Distributing, ImageStatus.Distributing, ImageStatus.Available];
        var polls = 0;
        var waiter = Waiter(new(_ => Image(states[polls++])), new(), new FakeClock().Start());

        await waiter.WaitAsync(Arn, isNew: true).WaitAsync(Patience);

        var reported = new List<string>();
        while (waiter.TryTakeChange(out var change))
            reported.Add($"{change.Before}>{change.Status}");
        Assert.Equal([">PENDING", "PENDING>DISTRIBUTING", "DISTRIBUTING>AVAILABLE"], reported);
    }

    [Fact]
    public async Task Cancelling_ends_all_waits_and_those_that_begin_later()
    {
        var waiter = Waiter(new(_ => Image(ImageStatus.Distributing)), new(), new FakeClock());
        var waits = new[] { waiter.WaitAsync(Arn, isNew: true), waiter.WaitAsync(Arn + "2", isNew: true) };

        await cancellation.CancelAsync();

        foreach (var wait in waits.Append(waiter.WaitAsync(Arn + "3", isNew: true)))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Patience));
    }

    private ImageWaiter Waiter(FakeImageBuilder service, ImageWaitOptions options, FakeClock clock) =>
        new(service, options, cancellation.Token, clock, () => clock.Random);

    private static GetImageResponse Image(string status, string? reason = null, params Ami[] amis) => new()
    {
        Image = new() { Arn = Arn, State = new() { Status = status, Reason = reason }, OutputResources = new() { Amis = amis } },
    };

    private static Ami Ami(string region, string account, string status = ImageStatus.Available) => new()
    {
        Region = region,
        AccountId = account,
        Image = "ami-0123456789abcdef0",
        State = new() { Status = status },
    };
}
