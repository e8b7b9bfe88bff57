using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class EndpointTests : ClientTest
{
    private static readonly ConnectionSettings Keys = new() { AccessKey = AccessKey, SecretKey = SecretKey };

    [Theory]
    [InlineData("us-east-1", "https://imagebuilder.us-east-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://imagebuilder.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "https://imagebuilder.us-gov-west-1.amazonaws.com/")]
    [InlineData("eu-new-7", "https://imagebuilder.eu-new-7.amazonaws.com/")]
    public void A_region_has_its_partitions_endpoint(string region, string url) => AssertEndpoint(region, url);

    [Theory]
    [InlineData("us-east-1", "https://imagebuilder-fips.us-east-1.amazonaws.com/")]
    [InlineData("us-gov-west-1", "https://imagebuilder.us-gov-west-1.amazonaws.com/")]
    public void The_environment_asks_for_FIPS(string region, string url)
    {
        Environment["AWS_USE_FIPS_ENDPOINT"] = "true";
        AssertEndpoint(region, url);
    }

    [Theory]
    [InlineData("us-east-1", "https://imagebuilder.us-east-1.api.aws/")]
    [InlineData("cn-north-1", "https://imagebuilder.cn-north-1.api.amazonwebservices.com.cn/")]
    public void The_environment_asks_for_dual_stack(string region, string url)
    {
        Environment["AWS_USE_DUALSTACK_ENDPOINT"] = "true";
        AssertEndpoint(region, url);
    }

    [Fact]
    public void The_profile_asks_for_both()
    {
        Environment.Config = "[profile both]\nregion = us-west-2\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\n";
        var connection = Connect(Keys with { ProfileName = "both" });
        Assert.Equal(new Uri("https://imagebuilder-fips.us-west-2.api.aws/"), connection.Endpoint);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_IMAGEBUILDER")]
    [InlineData("AWS_ENDPOINT_URL")]
    public async Task The_environment_gives_the_endpoint(string variable)
    {
        using var endpoint = new StubEndpoint();
        Environment[variable] = endpoint.Url.ToString();
        var connection = Connect(Keys with { Region = "eu-west-1" });
        await connection.SendAsync(Distribute, CancellationToken.None);
        Assert.Equal(endpoint.Url, connection.Endpoint);
        Assert.Equal("eu-west-1", SignatureVersion4.Of(endpoint.Request).Region);
    }

    [Fact]
    public void The_services_own_variable_wins_over_the_general_one()
    {
        Environment["AWS_ENDPOINT_URL_IMAGEBUILDER"] = "http://127.0.0.1:1/";
        Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:2/";
        var connection = Connect(Keys);
        Assert.Equal(new Uri("http://127.0.0.1:1/"), connection.Endpoint);
    }

    [Fact]
    public void A_given_endpoint_wins_over_the_environment()
    {
        Environment["AWS_ENDPOINT_URL_IMAGEBUILDER"] = "http://127.0.0.1:1/";
        var connection = Connect(Keys with { EndpointUrl = new("http://127.0.0.1:3/") });
        Assert.Equal(new Uri("http://127.0.0.1:3/"), connection.Endpoint);
    }

    [Theory]
    [InlineData("endpoint_url = http://127.0.0.1:4/\n")]
    [InlineData("services = mine\n[services mine]\nimagebuilder =\n  endpoint_url = http://127.0.0.1:4/\n")]
    public void A_profile_gives_the_endpoint(string lines)
    {
        Environment.Config = "[profile local]\nregion = eu-north-1\n" + lines;
        var connection = Connect(Keys with { ProfileName = "local" });
        Assert.Equal((new Uri("http://127.0.0.1:4/"), "eu-north-1"), (connection.Endpoint, connection.Region));
    }

    [Fact]
    public void Configured_endpoints_can_be_ignored()
    {
        Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:2/";
        Environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
        AssertEndpoint("us-east-1", "https://imagebuilder.us-east-1.amazonaws.com/");
    }

    [Theory]
    [InlineData("localhost:4577")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("not a url")]
    public void What_is_no_URL_is_refused(string endpoint)
    {
        Environment["AWS_ENDPOINT_URL_IMAGEBUILDER"] = endpoint;
        Assert.Contains(endpoint, Refused(Keys, ConnectionErrorKind.InvalidSettings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_region_comes_from_the_environment()
    {
        Environment["AWS_REGION"] = "ap-south-1";
        var connection = Connect(Keys);
        Assert.Equal("ap-south-1", connection.Region);
    }

    [Fact]
    public void The_profiles_region_wins_over_the_environments_and_a_given_one_over_both()
    {
        Environment["AWS_REGION"] = "ap-south-1";
        Environment.Config = "[profile north]\nregion = eu-north-1\n";
        var ofProfile = Connect(Keys with { ProfileName = "north" });
        var given = Connect(Keys with { ProfileName = "north", Region = "us-west-1" });
        Assert.Equal(("eu-north-1", "us-west-1"), (ofProfile.Region, given.Region));
    }

    [Fact]
    public void The_region_of_an_AWS_host_is_taken_where_none_is_given()
    {
        var connection = Connect(Keys with { EndpointUrl = new("https://vpce-1.imagebuilder.eu-central-1.vpce.amazonaws.com") });
        Assert.Equal("eu-central-1", connection.Region);
    }

    [Fact]
    public void No_region_says_how_to_give_one()
    {
        var error = Refused(Keys, ConnectionErrorKind.NoRegion);
        Assert.Contains("-Region", error.Action, StringComparison.Ordinal);
        Assert.Contains("AWS_REGION", error.Action, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("us east 1")]
    [InlineData("evil.example/")]
    public void What_is_no_region_is_refused(string region) =>
        Refused(Keys with { Region = region }, ConnectionErrorKind.InvalidSettings);

    [Fact]
    public void A_region_is_shown_in_part_where_it_is_long() => Assert.InRange(
        Refused(Keys with { Region = new string('x', 1_000_000) }, ConnectionErrorKind.InvalidSettings).Message.Length, 80, 120);

    [Theory]
    [InlineData("http://emulator.example:4577/")]
    [InlineData("http://192.0.2.1/")]
    public void Plain_http_to_another_host_is_refused_unless_allowed(string url)
    {
        var given = Keys with { Region = "us-east-1", EndpointUrl = new(url) };
        var error = Refused(given, ConnectionErrorKind.InvalidSettings);
        Assert.Contains(new Uri(url).Authority, error.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowInsecureEndpoint", error.Action, StringComparison.Ordinal);
        Environment["AWS_ENDPOINT_URL"] = url;
        Refused(new() { Region = "us-east-1" }, ConnectionErrorKind.InvalidSettings);
        var allowed = Connect(given with { AllowInsecureEndpoint = true });
        Assert.Equal(new Uri(url), allowed.Endpoint);
    }

    [Theory]
    [InlineData("https://emulator.example:4577/")]
    [InlineData("http://localhost:4577/")]
    [InlineData("http://[::1]:4577/")]
    public void Https_and_this_machine_need_no_leave(string url)
    {
        var connection = Connect(Keys with { Region = "us-east-1", EndpointUrl = new(url) });
        Assert.Equal(new Uri(url), connection.Endpoint);
    }

    [Fact]
    public async Task A_search_for_a_region_holds_up_no_other_connection()
    {
        using var metadata = new StubEndpoint(StubAnswer.Silence);
        Environment["AWS_EC2_METADATA_DISABLED"] = null;
        Environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Url.ToString();
        var searching = Task.Run(() => Connect(Keys));
        await metadata.Arrived.WaitAsync(TimeSpan.FromSeconds(30));

        var other = await Task.Run(() => Connect(Keys with { Region = "eu-west-1" }));

        Assert.False(searching.IsCompleted, "The search ended before the other connection was made.");
        metadata.Dispose();
        await Assert.ThrowsAsync<ConnectionException>(() => searching);
    }

    private static void AssertEndpoint(string region, string url)
    {
        var connection = Connect(Keys with { Region = region });
        Assert.Equal((new Uri(url), region), (connection.Endpoint, connection.Region));
    }

    private static ConnectionException Refused(ConnectionSettings settings, ConnectionErrorKind kind)
    {
        var error = Assert.Throws<ConnectionException>(() => Connect(settings));
        Assert.Equal(kind, error.Kind);
        return error;
    }

    [Theory]
    [InlineData("eu-west-1", null)]
    [InlineData(null, "http://127.0.0.1:4577")]
    public void The_instance_metadata_is_asked_for_no_region_that_is_known_or_not_needed(string? region, string? endpoint)
    {
        using var metadata = new StubEndpoint();
        Environment["AWS_EC2_METADATA_DISABLED"] = null;
        Environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Url.ToString();

        var connection = Connect(new ConnectionSettings { Region = region, EndpointUrl = endpoint is null ? null : new(endpoint) });

        Assert.Equal(region ?? "us-east-1", connection.Region);
        Assert.Empty(metadata.Requests);
    }
}
