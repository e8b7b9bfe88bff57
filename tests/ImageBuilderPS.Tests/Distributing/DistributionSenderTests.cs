using System.Collections.Concurrent;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Distributing.Ledger;

namespace ImageBuilderPS.Tests.Distributing;

public sealed class DistributionSenderTests : IDisposable
{
    private static readonly ImageWaitOptions Fast = new() { PollingInterval = TimeSpan.FromMilliseconds(5) };
    private readonly ConcurrentQueue<Request> sent = new();
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl");
    private volatile int failures;

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(2, 1, false)]
    [InlineData(0, 5, true)]
    public async Task A_failed_image_is_resumed_as_often_as_the_caller_says(int fails, int resumes, bool arrives)
    {
        failures = fails;
        using var sender = new DistributionSender(Service(), new() { Waits = true, WaitOptions = Fast, ResumeFailed = resumes }, CancellationToken.None);

        var result = await Record.ExceptionAsync(() => sender.DistributeAsync(Pending("ami-1"), () => { }));

        Assert.Equal(arrives, result is null);
        Assert.Equal(Math.Min(fails, resumes), sent.OfType<RetryImageRequest>().Count());
        Assert.Single(sent.OfType<DistributeImageRequest>());
    }

    [Fact]
    public async Task The_result_tells_how_often_the_image_was_resumed()
    {
        failures = 1;
        using var sender = new DistributionSender(Service(), new() { Waits = true, WaitOptions = Fast, ResumeFailed = 3 }, CancellationToken.None);

        Assert.Equal(1, ((ImageDistribution)await sender.DistributeAsync(Pending("ami-1"), () => { })).Resumes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_given_token_of_a_failed_image_is_an_error_that_says_so(bool waits)
    {
        failures = 1;
        using var sender = new DistributionSender(Service(), new() { Waits = waits, WaitOptions = Fast }, CancellationToken.None);

        var error = await Assert.ThrowsAsync<ImageDistributionException>(() => sender.DistributeAsync(Pending("ami-1", isTokenGiven: true), () => { }));

        Assert.Contains("The client token token-ami-1 stands for this image: sent again, it starts nothing new.", error.Message, StringComparison.Ordinal);
        Assert.Equal("ami-1", error.Distribution.SourceImage);
    }

    [Fact]
    public async Task A_new_token_needs_no_look_at_the_image()
    {
        failures = 1;
        using var sender = new DistributionSender(Service(), new() { WaitOptions = Fast }, CancellationToken.None);

        Assert.IsType<DistributeImageResponse>(await sender.DistributeAsync(Pending("ami-1"), () => { }));
        Assert.Empty(sent.OfType<GetImageRequest>());
    }

    [Fact]
    public async Task Who_may_not_read_the_image_gets_the_response_of_a_given_token()
    {
        using var sender = new DistributionSender(
            new FakeImageBuilder(request => request is GetImageRequest ? throw ImageBuilderException.Create("AccessDeniedException", "No.", 403) : Answer(request)),
            new() { WaitOptions = Fast }, CancellationToken.None);

        Assert.IsType<DistributeImageResponse>(await sender.DistributeAsync(Pending("ami-1", isTokenGiven: true), () => { }));
    }

    [Fact]
    public async Task An_image_that_somebody_else_resumed_is_waited_for()
    {
        failures = 1;
        var service = new FakeImageBuilder(request =>
        {
            var answer = Answer(request);
            return request is RetryImageRequest ? throw new InvalidRequestException("The image is DISTRIBUTING.") : answer;
        });
        using var sender = new DistributionSender(service, new() { Waits = true, WaitOptions = Fast, ResumeFailed = 1 }, CancellationToken.None);

        Assert.Equal(ImageStatus.Available, ((ImageDistribution)await sender.DistributeAsync(Pending("ami-1"), () => { })).Status);
    }

    [Fact]
    public async Task The_error_says_that_a_failed_image_could_not_be_resumed_and_why()
    {
        failures = 1;
        var service = new FakeImageBuilder(request => request is RetryImageRequest ? throw ImageBuilderException.Create("AccessDeniedException", "You may not.", 403) : Answer(request));
        using var sender = new DistributionSender(service, new() { Waits = true, WaitOptions = Fast, ResumeFailed = 1 }, CancellationToken.None);

        var error = await Assert.ThrowsAsync<ImageDistributionException>(() => sender.DistributeAsync(Pending("ami-1"), () => { }));
        Assert.EndsWith("It could not be resumed: You may not.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_more_distributions_than_the_limit_are_under_way(bool waits)
    {
        const int Limit = 3;
        var (active, most) = (0, 0);
        var polls = new ConcurrentDictionary<string, int>();
        var service = new FakeImageBuilder(request =>
        {
            if (request is DistributeImageRequest)
                most = Math.Max(most, Interlocked.Increment(ref active));
            if (request is not GetImageRequest poll)
                return Answer(request);
            var isLast = polls.AddOrUpdate(poll.ImageBuildVersionArn!, 1, (_, count) => count + 1) == 3;
            if (isLast)
                Interlocked.Decrement(ref active);
            return ImageOf(poll.ImageBuildVersionArn!, isLast ? ImageStatus.Available : ImageStatus.Distributing);
        });
        using var sender = new DistributionSender(
            service, new() { Waits = waits, WaitOptions = Fast, Active = new(Limit), Calls = new(10) }, CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => sender.DistributeAsync(Pending($"ami-{i}"), () => { }))).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(Limit, most);
        Assert.Equal(20, sent.OfType<DistributeImageRequest>().Count());
    }

    [Fact]
    public async Task A_request_that_is_refused_leaves_its_place()
    {
        using var sender = new DistributionSender(
            new FakeImageBuilder(request => request is DistributeImageRequest ? throw ImageBuilderException.Create("AccessDeniedException", "No.", 403) : Answer(request)),
            new() { WaitOptions = Fast, Active = new(1), Calls = new(1) }, CancellationToken.None);

        foreach (var source in new[] { "ami-1", "ami-2" })
            await Assert.ThrowsAnyAsync<ImageBuilderException>(() => sender.DistributeAsync(Pending(source), () => { }).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task What_the_ledger_has_is_not_sent_again()
    {
        var first = (ImageDistribution)await WithLedger(waits: true);
        sent.Clear();
        var second = (ImageDistribution)await WithLedger(waits: true);

        Assert.Empty(sent);
        Assert.Equal((first.ImageBuildVersionArn, first.Status, "ami-1"), (second.ImageBuildVersionArn, second.Status, second.SourceImage));
    }

    [Fact]
    public async Task What_the_ledger_has_under_way_is_waited_for_and_not_sent()
    {
        await WithLedger(waits: false);
        sent.Clear();

        Assert.Equal(ImageStatus.Available, ((ImageDistribution)await WithLedger(waits: true)).Status);
        Assert.Empty(sent.OfType<DistributeImageRequest>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_failed_in_the_ledger_is_resumed(bool waits)
    {
        failures = 1;
        await Assert.ThrowsAsync<ImageDistributionException>(() => WithLedger(waits: true));
        sent.Clear();
        failures = 1;

        await WithLedger(waits);

        Assert.Empty(sent.OfType<DistributeImageRequest>());
        Assert.Single(sent.OfType<RetryImageRequest>());
    }

    [Fact]
    public async Task An_input_without_an_answer_is_sent_again_with_its_token()
    {
        var service = new FakeImageBuilder(request =>
        {
            sent.Enqueue(request);
            return Task.FromException<Response>(new ConnectionException(ConnectionErrorKind.EndpointUnreachable, "The response was lost.", ""));
        });
        await Assert.ThrowsAsync<ConnectionException>(() => WithLedger(waits: false, service));
        await WithLedger(waits: false);

        Assert.Single(sent.OfType<DistributeImageRequest>().Select(request => request.ClientToken).Distinct());
        Assert.Equal(2, sent.OfType<DistributeImageRequest>().Count());
    }

    private async Task<object> WithLedger(bool waits, FakeImageBuilder? service = null)
    {
        using var ledger = DistributionLedger.Open(file);
        using var sender = new DistributionSender(service ?? Service(), new() { Waits = waits, WaitOptions = Fast, Ledger = ledger }, CancellationToken.None);
        var request = Pending("ami-1").Request;
        request.ClientToken = Guid.NewGuid().ToString();
        var entry = ledger.Take(request, isTokenGiven: false, "region us-east-1");
        return await sender.DistributeAsync(new(request) { Entry = entry }, () => { });
    }

    private static PendingDistribution Pending(string source, bool isTokenGiven = false) =>
        new(new() { SourceImage = source, DistributionConfigurationArn = "configuration", ExecutionRole = "Role", ClientToken = $"token-{source}" }) { HasGivenToken = isTokenGiven };

    private FakeImageBuilder Service() => new(Answer);

    private Response Answer(Request request)
    {
        sent.Enqueue(request);
        switch (request)
        {
            case DistributeImageRequest distribute:
                return new DistributeImageResponse { ImageBuildVersionArn = $"arn:aws:imagebuilder:us-east-1:123456789012:image/{distribute.SourceImage}/1.0.0/1" };
            case RetryImageRequest:
                failures--;
                return new RetryImageResponse();
            case GetDistributionConfigurationRequest:
                return new GetDistributionConfigurationResponse { DistributionConfiguration = new() { Distributions = [new() { Region = "us-east-1" }] } };
            case GetImageRequest poll:
                return ImageOf(poll.ImageBuildVersionArn!, failures > 0 ? ImageStatus.Failed : ImageStatus.Available);
            default:
                throw new InvalidOperationException($"{request.GetType().Name} was not expected.");
        }
    }

    private static GetImageResponse ImageOf(string arn, string status) => new() { Image = new() { Arn = arn, State = new() { Status = status } } };
}
