using System.Net.Sockets;
using ImageBuilderPS.Aws;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Connection;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class RetryTests : ClientTest
{
    public static TheoryData<StubAnswer> Passing => new(
        StubAnswer.Error(429, "TooManyRequestsException"),
        StubAnswer.Error(429, "CallRateLimitExceededException"),
        StubAnswer.Error(429, "SomethingElse"),
        StubAnswer.Error(500, "ServiceException"),
        StubAnswer.Error(503, "ServiceUnavailableException"),
        new StubAnswer { Status = 502, Body = "<html>Bad gateway</html>" },
        new StubAnswer { Status = 599, Body = "" },
        StubAnswer.Reset);

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_may_pass_is_sent_again_with_the_same_token(StubAnswer failure)
    {
        using var endpoint = new StubEndpoint(failure, StubAnswer.Ok("""{"clientToken":"token-1"}"""));
        var response = await Send(endpoint, Distribute);
        Assert.Equal("token-1", response.ClientToken);
        Assert.Equal(2, endpoint.Requests.Count);
        Assert.Equal(endpoint.Requests[0].Text, endpoint.Requests[1].Text);
        Assert.Contains("token-1", endpoint.Requests[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "ClientException")]
    [InlineData(402, "ServiceQuotaExceededException")]
    [InlineData(403, "ForbiddenException")]
    [InlineData(404, "ResourceNotFoundException")]
    public async Task What_stays_wrong_is_sent_once(int status, string name)
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(status, name));
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal((name, 1), (error.ErrorCode, error.Attempts));
        Assert.Single(endpoint.Requests);
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("adaptive")]
    public async Task Retries_end_with_the_attempts_that_the_environment_allows(string mode)
    {
        Environment["AWS_RETRY_MODE"] = mode;
        Environment["AWS_MAX_ATTEMPTS"] = "2";
        using var endpoint = new StubEndpoint(StubAnswer.Error(503, "ServiceUnavailableException"));
        var error = await Fails<ServiceUnavailableException>(endpoint);
        Assert.Equal(2, error.Attempts);
        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Fact]
    public async Task A_profiles_attempts_count()
    {
        Environment.Config = "[profile patient]\nmax_attempts = 1\n";
        using var endpoint = new StubEndpoint(StubAnswer.Error(503, "ServiceUnavailableException"));
        var error = await Assert.ThrowsAsync<ServiceUnavailableException>(
            () => Connect(SettingsFor(endpoint) with { ProfileName = "patient" }).SendAsync(Distribute, CancellationToken.None));
        Assert.Equal(1, error.Attempts);
    }

    [Fact]
    public async Task Three_attempts_are_made_by_default()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(503, "ServiceUnavailableException"));
        Assert.Equal(3, (await Fails<ServiceUnavailableException>(endpoint)).Attempts);
    }

    [Fact]
    public async Task An_unknown_retry_mode_is_ignored()
    {
        Environment["AWS_RETRY_MODE"] = "legacy";
        using var endpoint = new StubEndpoint();
        await Send(endpoint, Distribute);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task An_endpoint_that_nobody_listens_at_is_unreachable()
    {
        Environment["AWS_MAX_ATTEMPTS"] = "2";
        using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var url = new Uri($"http://{free.LocalEndpoint}");
        free.Stop();
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => Connect(new ConnectionSettings { EndpointUrl = url }).SendAsync(Distribute, CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.EndpointUnreachable, error.Kind);
        Assert.Contains(url.ToString().TrimEnd('/'), error.Message, StringComparison.Ordinal);
        Assert.Contains("2 attempts", error.Message, StringComparison.Ordinal);
        Assert.Contains("Start-IBLocalService", error.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_stays_silent_is_unreachable()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Silence);
        var plan = ConnectionPlanner.Plan(SettingsFor(endpoint)) with { Timeout = TimeSpan.FromMilliseconds(200), MaxErrorRetry = 1 };
        using var connection = new AwsImageBuilder(plan);
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.SendAsync(Distribute, CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.EndpointUnreachable, error.Kind);
        Assert.Contains("no answer within 0.2 seconds", error.Message, StringComparison.Ordinal);
        Assert.True(endpoint.Requests.Count > 1, "It was not sent again.");
    }

    [Fact]
    public async Task Cancelling_ends_a_call_that_waits_for_its_answer()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Silence);
        using var cancelling = new CancellationTokenSource();
        var sending = Connect(endpoint).SendAsync(Distribute, cancelling.Token);
        await endpoint.Arrived;
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(5)));
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task A_cancelled_token_sends_nothing()
    {
        using var endpoint = new StubEndpoint();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Connect(endpoint).SendAsync(Distribute, new CancellationToken(canceled: true)));
        Assert.Empty(endpoint.Requests);
    }
}
