using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class RoleTests : ClientTest
{
    private const string Role = "arn:aws:iam::111122223333:role/Reader";

    [Fact]
    public async Task A_role_is_assumed_once_and_its_keys_sign()
    {
        using var sts = new StubEndpoint(Assumed("ASIAROLE", TimeSpan.FromHours(1)));
        using var service = new StubEndpoint(Answer);
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        var settings = SettingsFor(service) with { RoleArn = Role, ExternalId = "partner 7", RoleSessionName = "weekly-report" };

        await Connect(settings).SendAsync(Distribute, CancellationToken.None);
        await Connect(settings).SendAsync(Distribute, CancellationToken.None);

        var sent = sts.Request.Text;
        Assert.Contains("RoleArn=" + Uri.EscapeDataString(Role), sent, StringComparison.Ordinal);
        Assert.Contains("ExternalId=partner%207", sent, StringComparison.Ordinal);
        Assert.Contains("RoleSessionName=weekly-report", sent, StringComparison.Ordinal);
        Assert.All(service.Requests, request => Assert.Contains("Credential=ASIAROLE/", request.Header("Authorization")!, StringComparison.Ordinal));
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task The_session_is_named_after_the_module_unless_told_otherwise()
    {
        using var sts = new StubEndpoint(Assumed("ASIAROLE", TimeSpan.FromHours(1)));
        using var service = new StubEndpoint(Answer);
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();

        await Connect(SettingsFor(service) with { RoleArn = Role, ExternalId = "", RoleSessionName = " " }).SendAsync(Distribute, CancellationToken.None);

        Assert.Contains("RoleSessionName=ImageBuilderPS", sts.Request.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ExternalId", sts.Request.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_about_to_expire_are_replaced_while_a_connection_is_in_use()
    {
        using var sts = new StubEndpoint(Assumed("ASIAFIRST", TimeSpan.FromMinutes(1)), Assumed("ASIASECOND", TimeSpan.FromHours(1)));
        using var service = new StubEndpoint(Answer);
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        var connection = Connect(SettingsFor(service) with { RoleArn = Role });

        await connection.SendAsync(Distribute, CancellationToken.None);
        await connection.SendAsync(Distribute, CancellationToken.None);

        Assert.Contains("Credential=ASIASECOND/", service.Requests[^1].Header("Authorization")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_role_is_the_error_of_STS_without_the_callers_token()
    {
        const string Token = "the-session-token";
        using var sts = new StubEndpoint(new StubAnswer { Status = 403, Body = $"""
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code>
            <Message>User: arn:aws:iam::123456789012:user/me is not authorized to perform: sts:AssumeRole on resource: {Role} ({Token})</Message>
            </Error><RequestId>id-1</RequestId></ErrorResponse>
            """ });
        using var service = new StubEndpoint(Answer);
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        var connection = Connect(SettingsFor(service) with { SessionToken = Token, RoleArn = Role });

        var error = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => connection.SendAsync(Distribute, CancellationToken.None));

        Assert.Equal(("AccessDenied", 403), (error.ErrorCode, error.StatusCode));
        Assert.Contains($"sts:AssumeRole on resource: {Role}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Without_credentials_no_role_is_asked_for()
    {
        using var sts = new StubEndpoint();
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        var connection = Connect(new ConnectionSettings { Region = "us-east-1", RoleArn = Role });

        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.SendAsync(Distribute, CancellationToken.None));

        Assert.Equal(ConnectionErrorKind.NoCredentials, error.Kind);
        Assert.Empty(sts.Requests);
    }

    [Fact]
    public async Task Keys_of_another_module_are_asked_for_with_each_request()
    {
        using var service = new StubEndpoint(Answer);
        var keys = new CountingKeys();
        var connection = Connect(new ConnectionSettings { EndpointUrl = service.Url, Region = "eu-west-1", Keys = keys });

        await connection.SendAsync(Distribute, CancellationToken.None);
        await connection.SendAsync(Distribute, CancellationToken.None);

        Assert.NotEqual(service.Requests[0].Header("Authorization")!.Split('/')[0], service.Requests[1].Header("Authorization")!.Split('/')[0]);
        Assert.True(keys.Asked >= 2);
    }

    [Fact]
    public async Task Keys_of_another_module_that_are_gone_are_missing_credentials()
    {
        using var service = new StubEndpoint(Answer);
        var connection = Connect(new ConnectionSettings { EndpointUrl = service.Url, Region = "eu-west-1", Keys = new NoKeys() });

        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.SendAsync(Distribute, CancellationToken.None));

        Assert.Equal(ConnectionErrorKind.NoCredentials, error.Kind);
        Assert.Contains("The session has ended", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Reader", null, null, "expected the ARN of a role")]
    [InlineData("arn:aws:iam::1:role/x", null, null, "expected the ARN of a role")]
    [InlineData(null, "id", null, "An external id was given without a role")]
    [InlineData(null, null, "name", "A session name was given without a role")]
    [InlineData(Role, null, "a b", "Got the session name 'a b'")]
    public void A_setting_of_a_role_that_cannot_be_is_an_error(string? role, string? externalId, string? session, string expected)
    {
        var settings = new ConnectionSettings { Region = "us-east-1", AccessKey = AccessKey, SecretKey = SecretKey, RoleArn = role, ExternalId = externalId, RoleSessionName = session };

        var error = Assert.Throws<ConnectionException>(() => Connect(settings));

        Assert.Equal(ConnectionErrorKind.InvalidSettings, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static StubAnswer Answer => StubAnswer.Ok("""{"imageBuildVersionArn":"arn:aws:imagebuilder:eu-west-1:111122223333:image/web/1.0.0/1"}""");

    private static StubAnswer Assumed(string key, TimeSpan life) => StubAnswer.Ok(string.Create(CultureInfo.InvariantCulture, $"""
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>{key}</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey><SessionToken>role-token</SessionToken>
        <Expiration>{DateTime.UtcNow + life:yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
        """));

    private sealed class CountingKeys : IKeySource
    {
        private int asked;

        public int Asked => asked;

        public AccessKeys GetKeys() => new($"KEY{Interlocked.Increment(ref asked)}", "secret", null);
    }

    private sealed class NoKeys : IKeySource
    {
        public AccessKeys GetKeys() => throw new InvalidOperationException("The session has ended");
    }
}
