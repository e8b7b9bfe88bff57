using System.Net.Sockets;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Aws;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;
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
        StubAnswer.Reset,
        StubAnswer.Ok(""),
        StubAnswer.Ok("{}"),
        StubAnswer.Ok("""{"imageBuildVersionArn":""}"""));

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_may_pass_is_sent_again_with_the_same_token(StubAnswer failure)
    {
        using var endpoint = new StubEndpoint(failure, StubAnswer.Ok("""{"clientToken":"token-1","imageBuildVersionArn":"arn"}"""));
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

    public static TheoryData<StubAnswer> Failing => new(
        StubAnswer.Error(429, "TooManyRequestsException"),
        StubAnswer.Error(500, "ServiceException"),
        StubAnswer.Ok("{}"),
        StubAnswer.Reset);

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task One_attempt_sends_once_whatever_fails(StubAnswer failure)
    {
        Environment["AWS_MAX_ATTEMPTS"] = "1";
        using var endpoint = new StubEndpoint(failure);
        await Fails<Exception>(endpoint);
        Assert.Single(endpoint.Requests);
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task The_attempts_are_as_many_as_the_environment_says(StubAnswer failure)
    {
        Environment["AWS_MAX_ATTEMPTS"] = "2";
        using var endpoint = new StubEndpoint(failure);
        await Fails<Exception>(endpoint);
        Assert.Equal(["attempt=1; max=2", "attempt=2; max=2"], endpoint.Requests.Select(request => request.Header("amz-sdk-request")));
    }

    [Fact]
    public async Task A_bad_spell_takes_no_retries_from_later_calls()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(503, "ServiceUnavailableException"));
        var errors = await Task.WhenAll(Enumerable.Range(0, 70).Select(_ => Fails<ServiceUnavailableException>(endpoint)));
        Assert.All(errors, error => Assert.Equal(3, error.Attempts));
        Assert.Equal(210, endpoint.Requests.Count);
    }

    [Fact]
    public async Task Throttles_are_left_to_a_caller_that_holds_its_calls_back()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(503, "ServiceUnavailableException"), StubAnswer.Error(429, "TooManyRequestsException"));
        var error = await Assert.ThrowsAsync<TooManyRequestsException>(
            () => Connect(endpoint).SendAsync(Distribute, CancellationToken.None, retriesThrottles: false));
        Assert.Equal((2, 2), (error.Attempts, endpoint.Requests.Count));
    }

    public static TheoryData<StubAnswer> Lost => new(
        StubAnswer.Reset,
        StubAnswer.Ok(""),
        StubAnswer.Error(500, "ServiceException"));

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task A_deletion_whose_answer_was_lost_is_done_when_the_next_attempt_finds_nothing(StubAnswer lost)
    {
        using var endpoint = new StubEndpoint(lost, StubAnswer.Error(404, "ResourceNotFoundException"));
        var policy = await Send(endpoint, new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = PolicyArn });
        Assert.Equal((PolicyArn, new StubAnswer().RequestId), (policy.LifecyclePolicyArn, policy.RequestId));
    }

    [Fact]
    public async Task A_deletion_of_a_configuration_whose_answer_was_lost_is_done_too()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Reset, StubAnswer.Error(404, "ResourceNotFoundException"));
        var answer = await Send(endpoint, new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = ConfigurationArn });
        Assert.Equal(ConfigurationArn, answer.DistributionConfigurationArn);
    }

    [Fact]
    public async Task A_deletion_of_what_never_was_is_an_error()
    {
        using var missing = new StubEndpoint(StubAnswer.Error(404, "ResourceNotFoundException"));
        await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => Send(missing, new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = PolicyArn }));
        using var throttled = new StubEndpoint(StubAnswer.Error(429, "TooManyRequestsException"), StubAnswer.Error(404, "ResourceNotFoundException"));
        await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => Send(throttled, new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = PolicyArn }));
    }

    [Fact]
    public async Task A_removal_of_tags_is_an_error_when_it_does_not_find_the_resource()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Reset, StubAnswer.Error(404, "ResourceNotFoundException"));
        await Assert.ThrowsAsync<ResourceNotFoundException>(
            () => Send(endpoint, new UntagResourceRequest { ResourceArn = PolicyArn, TagKeys = ["Team"] }));
    }

    [Fact]
    public async Task Nothing_but_a_deletion_is_done_when_it_finds_nothing()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Reset, StubAnswer.Error(404, "ResourceNotFoundException"));
        await Fails<ResourceNotFoundException>(endpoint);
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
    public async Task Each_attempt_is_reported_without_secrets()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(503, "ServiceUnavailableException"), StubAnswer.Ok("""{"imageBuildVersionArn":"arn:aws:imagebuilder:us-east-1:123456789012:image/a/1.0.0/1"}"""));
        var attempts = new List<RequestAttempt>();
        var settings = SettingsFor(endpoint) with { AccessKey = "AKIDEXAMPLE", SecretKey = "a secret", SessionToken = "a-token" };
        await new AwsImageBuilderFactory().Connect(settings, attempts.Add).SendAsync(Distribute, CancellationToken.None);
        Assert.Equal(endpoint.Requests.Count, attempts.Count);
        Assert.StartsWith("DistributeImage, attempt 1: ServiceUnavailableException (HTTP 503", attempts[0].ToString(), StringComparison.Ordinal);
        Assert.Matches("^DistributeImage, attempt 2(, after a wait of [0-9.]+ s)?: HTTP 200 \\(request id 1{8}-.*\\) after [0-9.]+ s$", attempts[1].ToString());
        Assert.All(attempts, attempt => Assert.True(attempt.IsOfRetries));
        var details = string.Concat(attempts.Select(attempt => attempt.ToDetailedString()));
        Assert.Contains("PUT /DistributeImage {", details, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", details, StringComparison.Ordinal);
        Assert.DoesNotContain("a-token", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_stays_silent_is_unreachable()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Silence);
        var plan = ConnectionPlanner.Plan(SettingsFor(endpoint)) with { Timeout = TimeSpan.FromMilliseconds(200), MaxErrorRetry = 1 };
        var connection = new AwsImageBuilder(plan);
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.SendAsync(Distribute, CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.EndpointUnreachable, error.Kind);
        Assert.Contains("no response within 0.2 seconds", error.Message, StringComparison.Ordinal);
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
