using System.Net.Sockets;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class Ec2ErrorTests : Ec2Test
{
    [Fact]
    public async Task A_refusal_has_EC2s_name_and_is_sent_once()
    {
        using var endpoint = new StubEndpoint(Ec2Error(403, "UnauthorizedOperation", "You are not authorized."));
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal(("UnauthorizedOperation", 403, "You are not authorized.", 1, false), (error.ErrorCode, error.StatusCode, error.Message, error.Attempts, error.IsThrottle));
        Assert.Single(endpoint.Requests);
    }

    [Theory]
    [InlineData(503, "RequestLimitExceeded")]
    [InlineData(400, "Throttling")]
    [InlineData(429, "TooManyRequestsException")]
    public async Task A_throttle_is_left_to_the_caller(int status, string code)
    {
        using var endpoint = new StubEndpoint(Ec2Error(status, code));
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal((code, true, 1), (error.ErrorCode, error.IsThrottle, error.Attempts));
        Assert.Single(endpoint.Requests);
    }

    [Theory]
    [InlineData(500, "InternalError")]
    [InlineData(503, "Unavailable")]
    public async Task A_failure_of_the_service_is_sent_again(int status, string code)
    {
        using var endpoint = new StubEndpoint(Ec2Error(status, code), Images());
        Assert.Empty(await ConnectEc2(endpoint).DescribeImagesAsync(["ami-1"], true, CancellationToken.None));
        Assert.Equal(2, endpoint.Requests.Count);
    }

    [Fact]
    public async Task A_lost_connection_is_used_again_as_often_as_the_environment_says()
    {
        Environment["AWS_MAX_ATTEMPTS"] = "2";
        using var endpoint = new StubEndpoint(StubAnswer.Reset);
        var error = await Fails<ConnectionException>(endpoint);
        Assert.Equal(ConnectionErrorKind.EndpointUnreachable, error.Kind);
        Assert.Contains("2 attempts", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, endpoint.Requests.Count);
    }

    // An empty list would mean that the AMIs are gone.
    [Theory]
    [InlineData("<html>Sign in to the network")]
    [InlineData("<html>Sign in to the network</html>")]
    [InlineData("Sign in to the network")]
    [InlineData("")]
    public async Task A_page_that_is_not_from_EC2_is_unreadable(string page)
    {
        Environment["AWS_MAX_ATTEMPTS"] = "1";
        using var endpoint = new StubEndpoint(StubAnswer.Ok(page) with { RequestId = null });
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal("UnreadableResponse", error.ErrorCode);
        Assert.Contains("Amazon EC2", error.Message, StringComparison.Ordinal);
    }

    // A proxy may add the header of a request id.
    [Theory]
    [InlineData("<html><requestId>r</requestId></html>", "it is html, not DescribeImagesResponse")]
    [InlineData("<DescribeImageResponse><requestId>r</requestId></DescribeImageResponse>", "it is DescribeImageResponse")]
    [InlineData("<DescribeImagesResponse><imagesSet/></DescribeImagesResponse>", "it has no request id")]
    [InlineData("<!DOCTYPE html><html>Sign in</html>", "it has a document type")]
    public async Task A_page_is_from_EC2_only_with_its_name_and_request_id(string page, string expected)
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok(page));
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal(("UnreadableResponse", 1), (error.ErrorCode, endpoint.Requests.Count));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    // The entities of this page are three gigabytes.
    [Theory]
    [InlineData(200, "UnreadableResponse", "it has a document type (DOCTYPE)")]
    [InlineData(400, "Http400", "a body that is not an error of the service")]
    public async Task A_page_that_would_fill_the_memory_is_refused(int status, string code, string expected)
    {
        var entities = string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY e{level} \"{string.Concat(Enumerable.Repeat($"&e{level - 1};", 10))}\">"));
        using var endpoint = new StubEndpoint(new StubAnswer
        {
            Status = status,
            Body = $"<!DOCTYPE bomb [<!ENTITY e0 \"lol\">{entities}]><DescribeImagesResponse><requestId>&e9;</requestId></DescribeImagesResponse>",
        });
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal(code, error.ErrorCode);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_id_of_an_error_is_in_its_body_or_in_a_header()
    {
        using var body = new StubEndpoint(Ec2Error(400, "InvalidParameterValue") with { RequestId = null });
        using var header = new StubEndpoint(new StubAnswer { Status = 400, Body = "<Response><Errors><Error><Code>A</Code></Error></Errors></Response>", RequestId = "r-2" });
        Assert.Equal("r-1", (await Fails<ImageBuilderException>(body)).RequestId);
        Assert.Equal("r-2", (await Fails<ImageBuilderException>(header)).RequestId);
    }

    [Fact]
    public async Task A_throttle_of_Systems_Manager_is_one_though_its_status_is_400()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(400, "ThrottlingException", "Rate exceeded."));
        var error = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => ConnectEc2(endpoint).GetParameterAsync("/a", CancellationToken.None));
        Assert.True(error.IsThrottle);
        Assert.Single(endpoint.Requests);
    }

    // No rules would mean that what is deleted is gone.
    [Theory]
    [InlineData("<html>Sign in to the network</html>")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_page_that_is_not_from_the_Recycle_Bin_is_unreadable(string page)
    {
        Environment["AWS_MAX_ATTEMPTS"] = "1";
        using var endpoint = new StubEndpoint(StubAnswer.Ok(page) with { RequestId = null });
        var error = await Assert.ThrowsAsync<ImageBuilderException>(() => ConnectEc2(endpoint).ListRecycleBinRulesAsync(CancellationToken.None));
        Assert.Equal("UnreadableResponse", error.ErrorCode);
    }

    [Fact]
    public async Task An_error_page_that_is_not_from_EC2_is_named_by_its_status()
    {
        Environment["AWS_MAX_ATTEMPTS"] = "1";
        using var endpoint = new StubEndpoint(new StubAnswer { Status = 502, Body = "<html>Bad gateway" });
        var error = await Fails<ImageBuilderException>(endpoint);
        Assert.Equal(502, error.StatusCode);
    }

    [Fact]
    public async Task An_endpoint_that_nobody_listens_at_is_unreachable()
    {
        Environment["AWS_MAX_ATTEMPTS"] = "1";
        using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var url = new Uri($"http://{free.LocalEndpoint}");
        free.Stop();
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => ConnectEc2(new ConnectionSettings { EndpointUrl = url }).DescribeImagesAsync(["ami-1"], true, CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.EndpointUnreachable, error.Kind);
        Assert.Contains("AWS_ENDPOINT_URL_EC2", error.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_has_no_session_token()
    {
        using var endpoint = new StubEndpoint(Ec2Error(403, "SignatureDoesNotMatch", "The canonical request was x-amz-security-token:a-token-of-a-session"));
        var settings = SettingsFor(endpoint) with { SessionToken = "a-token-of-a-session" };
        var error = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => ConnectEc2(settings).DescribeImagesAsync(["ami-1"], true, CancellationToken.None));
        Assert.DoesNotContain("a-token-of-a-session", error.Message, StringComparison.Ordinal);
        Assert.Contains("***", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_not_be_assumed_is_an_error_of_STS()
    {
        using var endpoint = new StubEndpoint(QueryError(403, "AccessDenied", "You may not assume it."));
        var error = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => ConnectEc2(endpoint, Role).ResolveCredentialsAsync(CancellationToken.None));
        Assert.Equal(("AccessDenied", 403, "You may not assume it."), (error.ErrorCode, error.StatusCode, error.Message));
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Every_call_says_that_a_role_may_not_be_assumed()
    {
        using var endpoint = new StubEndpoint(QueryError(403, "AccessDenied", "You may not assume it."));
        var error = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => ConnectEc2(endpoint, Role).DescribeImagesAsync(["ami-1"], true, CancellationToken.None));
        Assert.Equal("AccessDenied", error.ErrorCode);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_sent()
    {
        var error = await Assert.ThrowsAsync<ConnectionException>(() => ConnectEc2(new ConnectionSettings()).ResolveCredentialsAsync(CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.NoCredentials, error.Kind);
    }

    [Fact]
    public async Task A_refusal_of_the_Recycle_Bin_and_of_IAM_has_their_names()
    {
        using var bin = new StubEndpoint(StubAnswer.Error(403, "AccessDeniedException", "No rules for you."));
        using var iam = new StubEndpoint(QueryError(403, "AccessDenied", "No roles for you."));
        var ofBin = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => ConnectEc2(bin).ListRecycleBinRulesAsync(CancellationToken.None));
        var ofIam = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => ConnectEc2(iam).HasRoleAsync("R", CancellationToken.None));
        Assert.Equal(("AccessDeniedException", "No rules for you."), (ofBin.ErrorCode, ofBin.Message));
        Assert.Equal(("AccessDenied", "No roles for you."), (ofIam.ErrorCode, ofIam.Message));
    }

    [Fact]
    public async Task Cancelling_ends_a_call_and_the_assumption_of_a_role()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Silence);
        foreach (var role in new[] { null, Role })
        {
            using var cancelling = new CancellationTokenSource();
            var reading = ConnectEc2(endpoint, role).DescribeImagesAsync(["ami-1"], true, cancelling.Token);
            await endpoint.Arrived;
            await cancelling.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(10)));
        }
    }

    private static Task<T> Fails<T>(StubEndpoint endpoint)
        where T : Exception => Assert.ThrowsAnyAsync<T>(() => ConnectEc2(endpoint).DescribeImagesAsync(["ami-1"], true, CancellationToken.None));
}
