using ImageBuilderPS.Client;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

public sealed class SharingTests : ClientTest
{
    [Fact]
    public void Equal_settings_share_a_connection()
    {
        using var endpoint = new StubEndpoint();
        Assert.Same(Connect(endpoint), Connect(endpoint));
    }

    [Fact]
    public void Other_keys_regions_and_attempts_do_not()
    {
        using var endpoint = new StubEndpoint();
        var settings = SettingsFor(endpoint);
        var first = Connect(settings);
        Assert.NotSame(first, Connect(settings with { SecretKey = "another" }));
        Assert.NotSame(first, Connect(settings with { Region = "us-west-2" }));
        Environment["AWS_MAX_ATTEMPTS"] = "7";
        Assert.NotSame(first, Connect(settings));
    }

    [Fact]
    public void The_connection_that_was_not_used_for_the_longest_time_is_forgotten_first()
    {
        using var endpoint = new StubEndpoint();
        var settings = SettingsFor(endpoint);
        var (kept, forgotten) = (Connect(settings with { AccessKey = "KEPT" }), Connect(settings with { AccessKey = "FORGOTTEN" }));
        foreach (var number in Enumerable.Range(0, 1023))
        {
            Connect(settings with { AccessKey = $"KEY{number}" });
            Assert.Same(kept, Connect(settings with { AccessKey = "KEPT" }));
        }
        Assert.NotSame(forgotten, Connect(settings with { AccessKey = "FORGOTTEN" }));
    }

    [Fact]
    public void A_change_of_the_environment_is_seen_by_the_next_connection()
    {
        Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1/";
        var first = Connect(new ConnectionSettings());
        Environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:2/";
        Environment["AWS_REGION"] = "eu-west-3";
        var second = Connect(new ConnectionSettings());
        Assert.Equal(("us-east-1", 1), (first.Region, first.Endpoint.Port));
        Assert.Equal(("eu-west-3", 2), (second.Region, second.Endpoint.Port));
    }

    [Fact]
    public async Task Many_calls_go_out_at_once()
    {
        using var endpoint = new StubEndpoint { Delay = TimeSpan.FromMilliseconds(200) };
        var connection = Connect(endpoint);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => connection.SendAsync(Distribute, CancellationToken.None)));
        Assert.Equal(32, endpoint.Requests.Count);
        Assert.True(endpoint.MostUnderway > 8, $"At most {endpoint.MostUnderway} were under way.");
    }
}
