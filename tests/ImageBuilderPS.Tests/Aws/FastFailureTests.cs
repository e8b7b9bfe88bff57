using ImageBuilderPS.Client;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>Connections for completion, which must not take long.</summary>
public sealed class FastFailureTests : ClientTest
{
    private const string OfInstance = """
        [profile instance]
        role_arn = arn:aws:iam::123456789012:role/R
        credential_source = Ec2InstanceMetadata
        region = eu-west-1
        [profile behind]
        role_arn = arn:aws:iam::123456789012:role/S
        source_profile = instance
        region = eu-west-1
        """;

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("eu-west-1", null, null)]
    [InlineData(null, "instance", null)]
    [InlineData(null, "behind", null)]
    [InlineData("eu-west-1", null, "behind")]
    public void The_instance_metadata_is_not_asked(string? region, string? profile, string? variable)
    {
        using var metadata = Metadata();
        Environment.Config = OfInstance;
        Environment["AWS_PROFILE"] = variable;
        Assert.Throws<ConnectionException>(() => Connect(new ConnectionSettings { Region = region, ProfileName = profile, FailsFast = true }));
        Assert.Empty(metadata.Requests);
    }

    [Fact]
    public async Task Nor_for_an_endpoint_on_this_machine()
    {
        using var metadata = Metadata();
        using var endpoint = new StubEndpoint();
        Environment["AWS_DEFAULTS_MODE"] = "auto";
        await Connect(new ConnectionSettings { EndpointUrl = endpoint.Url, FailsFast = true }).SendAsync(Distribute, CancellationToken.None);
        Assert.Empty(metadata.Requests);
        Assert.Single(endpoint.Requests);
    }

    [Fact]
    public async Task Keys_of_the_environment_and_profiles_still_sign()
    {
        using var endpoint = new StubEndpoint();
        Environment.Config = "[profile other]\naws_access_key_id = AKIDOTHER\naws_secret_access_key = s\n";
        await Connect(new ConnectionSettings { EndpointUrl = endpoint.Url, ProfileName = "other", FailsFast = true }).SendAsync(Distribute, CancellationToken.None);
        (Environment["AWS_ACCESS_KEY_ID"], Environment["AWS_SECRET_ACCESS_KEY"]) = ("AKIDENV", "s");
        await Connect(new ConnectionSettings { EndpointUrl = endpoint.Url, FailsFast = true }).SendAsync(Distribute, CancellationToken.None);
        Assert.Equal(["AKIDOTHER", "AKIDENV"], endpoint.Requests.Select(request => SignatureVersion4.Of(request).AccessKey));
        Assert.Equal("eu-west-1", Connect(new ConnectionSettings { Region = "eu-west-1", FailsFast = true }).Region);
    }

    [Fact]
    public async Task A_request_is_sent_once()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Error(503, "ServiceUnavailableException"));
        await Assert.ThrowsAnyAsync<Exception>(() => Connect(SettingsFor(endpoint) with { FailsFast = true }).SendAsync(Distribute, CancellationToken.None));
        Assert.Single(endpoint.Requests);
    }

    private StubEndpoint Metadata()
    {
        var metadata = new StubEndpoint();
        Environment["AWS_EC2_METADATA_DISABLED"] = null;
        Environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Url.ToString();
        return metadata;
    }
}
