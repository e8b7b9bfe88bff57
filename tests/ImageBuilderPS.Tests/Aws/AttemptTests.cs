using ImageBuilderPS.Api;
using ImageBuilderPS.Aws;
using ImageBuilderPS.Aws.Ec2;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>What is told of the attempts at requests, with -Verbose and -Debug.</summary>
public sealed class AttemptTests : Ec2Test
{
    private const string Token = "FwoGZXIvYXdzEBYaD+secret/token==";
    private readonly List<RequestAttempt> attempts = [];

    private string Told => string.Join("\n", attempts.Select(attempt => attempt.ToDetailedString()));

    [Fact]
    public async Task Calls_to_EC2_and_the_services_beside_it_are_told_with_URL_and_action()
    {
        using var ec2 = new StubEndpoint(Ec2Error(500, "InternalError"), Images());
        await Reporting(SettingsFor(ec2)).DescribeImagesAsync(["ami-1"], true, CancellationToken.None);
        using var sts = new StubEndpoint(StubAnswer.Ok("<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"));
        await Reporting(SettingsFor(sts)).GetCallerAsync(CancellationToken.None);
        using var iam = new StubEndpoint(QueryError(404, "NoSuchEntity"));
        await Reporting(SettingsFor(iam)).HasRoleAsync("R", CancellationToken.None);
        using var bin = new StubEndpoint(StubAnswer.Ok("""{"Rules":[]}"""));
        await Reporting(SettingsFor(bin)).ListRecycleBinRulesAsync(CancellationToken.None);

        Assert.Equal(6, attempts.Count);
        Assert.StartsWith($"POST {ec2.Url} Action=DescribeImages\nDescribeImages, attempt 1: InternalError (HTTP 500, request id r-1) after ", Lines(0), StringComparison.Ordinal);
        Assert.Matches(@"\nDescribeImages, attempt 2(, after a wait of .*)?: HTTP 200 \(request id 1{8}-.*\) after ", Lines(1));
        Assert.StartsWith($"POST {sts.Url} Action=GetCallerIdentity\nGetCallerIdentity, attempt 1: HTTP 200", Lines(2), StringComparison.Ordinal);
        Assert.StartsWith($"POST {iam.Url} Action=GetRole\nGetRole, attempt 1: NoSuchEntity (HTTP 404", Lines(3), StringComparison.Ordinal);
        Assert.StartsWith($"POST {bin.Url}list-rules\n/list-rules, attempt 1: HTTP 200", Lines(4), StringComparison.Ordinal);

        string Lines(int number) => attempts[number].ToDetailedString().Replace("\r", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_are_the_requests_for_the_credentials_of_a_role()
    {
        using var sts = new StubEndpoint(AssumedRole());
        using var endpoint = new StubEndpoint(Images());
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        await Reporting(SettingsFor(endpoint), Role).DescribeImagesAsync(["ami-1"], true, CancellationToken.None);
        Environment.Config = """
            [profile keys]
            aws_access_key_id = AKIDKEYS
            aws_secret_access_key = keys-secret
            [profile role]
            role_arn = arn:aws:iam::123456789012:role/R
            source_profile = keys
            """;
        await new AwsImageBuilderFactory().Connect(new() { EndpointUrl = endpoint.Url, ProfileName = "role" }, Add).ResolveCredentialsAsync(CancellationToken.None);
        Assert.Equal(2, attempts.Count(attempt => attempt.ToDetailedString().Contains("Action=AssumeRole", StringComparison.Ordinal)));
        foreach (var secret in new[] { SecretKey, "keys-secret", "role-secret", "role-token" })
            Assert.DoesNotContain(secret, Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_of_the_connection_are_told()
    {
        using var endpoint = new StubEndpoint(Images());
        var ec2 = Reporting(SettingsFor(endpoint));
        await ConnectEc2(endpoint).DescribeImagesAsync(["ami-1"], true, CancellationToken.None);
        Assert.Empty(attempts);
        await ec2.DescribeImagesAsync(["ami-1"], true, CancellationToken.None);
        Assert.Single(attempts);
    }

    [Fact]
    public async Task Numbers_go_on_where_a_shared_back_off_sends_again()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(429, "TooManyRequestsException"), StubAnswer.Error(503, "ServiceUnavailableException"), new StubAnswer());
        var connection = new AwsImageBuilderFactory().Connect(SettingsFor(endpoint), Add);
        await new SharedBackoff(new FakeClock().Start(), () => 0).SendAsync(
            () => connection.SendAsync(Distribute, CancellationToken.None, retriesThrottles: false), CancellationToken.None);
        Assert.Collection(
            attempts,
            first => Assert.StartsWith("DistributeImage, attempt 1: TooManyRequestsException (HTTP 429", first.ToString(), StringComparison.Ordinal),
            second => Assert.StartsWith("DistributeImage, attempt 2, after a wait of 1.00 s: ServiceUnavailableException (HTTP 503", second.ToString(), StringComparison.Ordinal),
            third => Assert.StartsWith("DistributeImage, attempt 3", third.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_token_that_a_service_quotes_is_told_nowhere(int status)
    {
        var message = $"The canonical string should have been 'x-amz-security-token:{Token}'.";
        var errors = new List<Exception?>();
        using var endpoint = new StubEndpoint(StubAnswer.Error(status, Token, message));
        var settings = SettingsFor(endpoint) with { SessionToken = Token, EndpointUrl = new($"http://me:pass-word@127.0.0.1:{endpoint.Url.Port}/") };
        errors.Add(await Record.ExceptionAsync(() => new AwsImageBuilderFactory().Connect(settings, Add).SendAsync(Distribute, CancellationToken.None)));
        using var ec2 = new StubEndpoint(Ec2Error(status, "SignatureDoesNotMatch", message));
        settings = settings with { EndpointUrl = new($"http://me:pass-word@127.0.0.1:{ec2.Url.Port}/") };
        errors.Add(await Record.ExceptionAsync(() => Reporting(settings).DescribeImagesAsync(["ami-1"], true, CancellationToken.None)));
        errors.Add(await Record.ExceptionAsync(() => Reporting(settings, Role).DescribeImagesAsync(["ami-1"], true, CancellationToken.None)));
        errors.Add(await Record.ExceptionAsync(() => Reporting(settings).HasRoleAsync("R", CancellationToken.None)));

        Assert.All(errors, error => Assert.Contains("canonical string", error?.Message, StringComparison.Ordinal));
        Assert.True(attempts.Count >= errors.Count);
        foreach (var secret in new[] { Token, SecretKey, "pass-word" })
            Assert.DoesNotContain(secret, Told + string.Concat(errors.Select(error => error!.Message)), StringComparison.Ordinal);
    }

    private void Add(RequestAttempt attempt)
    {
        lock (attempts)
            attempts.Add(attempt);
    }

    private IEc2 Reporting(ConnectionSettings settings, string? role = null) => new AwsEc2Factory().Reporting(Add).Connect(settings, "eu-west-1", role);
}
