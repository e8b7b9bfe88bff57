using ImageBuilderPS.Api;
using ImageBuilderPS.Aws;
using ImageBuilderPS.Client;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class CredentialTests : ClientTest
{
    private const string TwoProfiles = """
        [default]
        aws_access_key_id = AKIDDEFAULT
        aws_secret_access_key = default-secret
        [profile other]
        aws_access_key_id = AKIDOTHER
        aws_secret_access_key = other-secret
        [profile bare]
        region = eu-north-1
        """;

    [Theory]
    [InlineData("AKIA\nX-Other: header", null)]
    [InlineData("AKIA EXAMPLE", null)]
    [InlineData("AKIAEXAMPLE", "token\r\n")]
    [InlineData("AKIAEXAMPLE", "t\u00f6ken")]
    public void Keys_with_line_breaks_or_other_characters_never_reach_a_header(string accessKey, string? token)
    {
        var error = Assert.Throws<ConnectionException>(() => Connect(new ConnectionSettings { Region = "us-east-1", AccessKey = accessKey, SecretKey = SecretKey, SessionToken = token }));
        Assert.Equal(ConnectionErrorKind.InvalidSettings, error.Kind);
        Assert.DoesNotContain(token ?? SecretKey, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(null, SecretKey, null)]
    [InlineData(AccessKey, null, null)]
    [InlineData(AccessKey, "", "token")]
    [InlineData(null, null, "token")]
    public void Half_credentials_are_refused_without_being_shown(string? accessKey, string? secretKey, string? token)
    {
        var settings = new ConnectionSettings { Region = "us-east-1", AccessKey = accessKey, SecretKey = secretKey, SessionToken = token };
        var error = Assert.Throws<ConnectionException>(() => Connect(settings));
        Assert.Equal(ConnectionErrorKind.InvalidSettings, error.Kind);
        Assert.DoesNotContain(SecretKey, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("-SecretKey", error.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_profile_is_refused_with_the_names_that_exist()
    {
        Environment.Config = TwoProfiles;
        var error = Assert.Throws<ConnectionException>(() => Connect(new ConnectionSettings { ProfileName = "nobody" }));
        Assert.Equal(ConnectionErrorKind.InvalidSettings, error.Kind);
        Assert.Equal("The profile 'nobody' does not exist; profiles with credentials: default, other.", error.Message);
    }

    [Fact]
    public void The_factory_names_profiles_and_regions()
    {
        Environment.Config = TwoProfiles;
        var factory = new ImageBuilderPS.Aws.AwsImageBuilderFactory();
        Assert.Equal(["default", "other"], factory.ProfileNames);
        Assert.Superset(new HashSet<string> { "us-east-1", "cn-north-1", "us-gov-west-1" }, factory.Regions.Select(region => region.Key).ToHashSet());
        Assert.Contains(factory.Regions, region => region is { Key: "eu-west-1", Value: "Europe (Ireland)" });
    }

    [Fact]
    public async Task No_credentials_toward_AWS_says_how_to_give_them()
    {
        var connection = Connect(new ConnectionSettings { Region = "us-east-1" });
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.SendAsync(Distribute, CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.NoCredentials, error.Kind);
        foreach (var way in new[] { "-ProfileName", "-AccessKey", "-SecretKey", "AWS_ACCESS_KEY_ID", "AWS_PROFILE" })
            Assert.Contains(way, error.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_whose_credentials_cannot_be_had_is_named_with_the_reason()
    {
        Environment.Config = "[profile program]\nregion = us-east-1\ncredential_process = /no/such/program\n";
        var connection = Connect(new ConnectionSettings { ProfileName = "program" });
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.SendAsync(Distribute, CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.NoCredentials, error.Kind);
        Assert.StartsWith("The profile 'program' returned no AWS credentials: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Toward_loopback_a_missing_region_and_missing_keys_become_dummies()
    {
        var signature = await SignatureOf(new());
        Assert.Equal(("local", "us-east-1"), (signature.AccessKey, signature.Region));
    }

    [Fact]
    public async Task Toward_loopback_a_default_profile_that_must_sign_in_is_not_asked()
    {
        Environment.Config = """
            [default]
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = Admin
            [sso-session corp]
            sso_start_url = https://corp.example/start
            sso_region = us-east-1
            """;
        Assert.Equal("local", (await SignatureOf(new())).AccessKey);
    }

    [Fact]
    public async Task Toward_loopback_a_profile_without_keys_gives_only_its_region()
    {
        Environment.Config = TwoProfiles;
        var signature = await SignatureOf(new() { ProfileName = "bare" });
        Assert.Equal(("local", "eu-north-1"), (signature.AccessKey, signature.Region));
    }

    [Fact]
    public async Task Given_keys_win_over_everything()
    {
        Environment.Config = TwoProfiles;
        SetKeys();
        var signature = await SignatureOf(new() { AccessKey = AccessKey, SecretKey = SecretKey, ProfileName = "other" });
        Assert.Equal(AccessKey, signature.AccessKey);
    }

    [Fact]
    public async Task A_named_profile_wins_over_the_environment()
    {
        Environment.Config = TwoProfiles;
        SetKeys();
        Assert.Equal("AKIDOTHER", (await SignatureOf(new() { ProfileName = "other" })).AccessKey);
    }

    [Fact]
    public async Task The_environments_keys_win_over_the_default_profile()
    {
        Environment.Config = TwoProfiles;
        SetKeys();
        Assert.Equal("AKIDENV", (await SignatureOf(new())).AccessKey);
    }

    [Fact]
    public async Task The_environments_profile_wins_over_the_default_one()
    {
        Environment.Config = TwoProfiles;
        Environment["AWS_PROFILE"] = "other";
        Assert.Equal("AKIDOTHER", (await SignatureOf(new())).AccessKey);
    }

    [Fact]
    public async Task The_default_profile_is_used_where_nothing_else_is_said()
    {
        Environment.Config = TwoProfiles;
        Assert.Equal("AKIDDEFAULT", (await SignatureOf(new())).AccessKey);
    }

    [Fact]
    public async Task Toward_loopback_the_credentials_of_a_container_are_used()
    {
        using var container = new StubEndpoint(StubAnswer.Ok(
            """{"AccessKeyId":"ASIACONTAINER","SecretAccessKey":"secret","Token":"token","Expiration":"2099-01-01T00:00:00Z"}"""));
        Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = container.Url + "keys";
        Assert.Equal("ASIACONTAINER", (await SignatureOf(new())).AccessKey);
    }

    [Fact]
    public async Task Toward_loopback_a_web_identity_is_used()
    {
        using var sts = new StubEndpoint(StubAnswer.Error(403, "AccessDenied"));
        Environment["AWS_ENDPOINT_URL_STS"] = sts.Url.ToString();
        Environment["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/R";
        Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = typeof(CredentialTests).Assembly.Location;
        using var endpoint = new StubEndpoint();
        var error = await Assert.ThrowsAsync<ConnectionException>(
            () => Connect(new ConnectionSettings { EndpointUrl = endpoint.Url }).SendAsync(Distribute, CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.NoCredentials, error.Kind);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task A_reason_has_nothing_of_the_SDKs_parameters()
    {
        Environment["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/R";
        Environment["AWS_WEB_IDENTITY_TOKEN_FILE"] = "relative";
        var connection = Connect(new ConnectionSettings { Region = "us-east-1" });
        var error = await Assert.ThrowsAsync<ConnectionException>(() => connection.SendAsync(Distribute, CancellationToken.None));
        Assert.Contains("must be an absolute path", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_are_found_without_a_request()
    {
        var none = Connect(new ConnectionSettings { Region = "us-east-1" });
        var error = await Assert.ThrowsAsync<ConnectionException>(() => none.ResolveCredentialsAsync(CancellationToken.None));
        Assert.Equal(ConnectionErrorKind.NoCredentials, error.Kind);
        using var endpoint = new StubEndpoint();
        await Connect(endpoint).ResolveCredentialsAsync(CancellationToken.None);
        Assert.Empty(endpoint.Requests);
    }

    private static async Task<SignatureVersion4> SignatureOf(ConnectionSettings settings)
    {
        using var endpoint = new StubEndpoint();
        await Connect(settings with { EndpointUrl = endpoint.Url }).SendAsync(Distribute, CancellationToken.None);
        return SignatureVersion4.Of(endpoint.Request);
    }

    private void SetKeys()
    {
        Environment["AWS_ACCESS_KEY_ID"] = "AKIDENV";
        Environment["AWS_SECRET_ACCESS_KEY"] = "env-secret";
    }
}
