using System.Net;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Http;

namespace ImageBuilderPS.Tests.LocalService;

public class HostNameTests
{
    [Theory]
    [InlineData("", "localhost:4577", true)]
    [InlineData("", "LOCALHOST", true)]
    [InlineData("", "127.0.0.1:1", true)]
    [InlineData("", "[::1]:4577", true)]
    [InlineData("", "[::1]", true)]
    [InlineData("", "", false)]
    [InlineData("", "10.0.0.1", false)]
    [InlineData("", "imagebuilder:4577", false)]
    [InlineData("", "localhost.example", false)]
    [InlineData("imagebuilder", "imagebuilder:4577", true)]
    [InlineData("imagebuilder", "10.0.0.1", false)]
    [InlineData("0.0.0.0 imagebuilder", "imagebuilder", true)]
    [InlineData("0.0.0.0", "imagebuilder", false)]
    [InlineData("0.0.0.0", "localhost:8080", true)]
    [InlineData("0.0.0.0", "172.17.0.2:4577", true)]
    [InlineData("::", "[fe80::1]:4577", true)]
    public void It_answers_to_loopback_to_the_names_given_and_beyond_loopback_to_addresses(string hosts, string header, bool accepts) =>
        Assert.Equal(accepts, new HostNames(hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Accepts(header));

    [Theory]
    [InlineData("", "127.0.0.1 ::1")]
    [InlineData("localhost", "127.0.0.1 ::1")]
    [InlineData("imagebuilder", "127.0.0.1 ::1")]
    [InlineData("::1", "127.0.0.1 ::1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("0.0.0.0 ::", "0.0.0.0 ::")]
    [InlineData("127.0.0.1 10.1.2.3", "127.0.0.1 10.1.2.3")]
    public void It_listens_on_the_addresses_given_or_on_loopback(string hosts, string addresses) => Assert.Equal(
        addresses.Split(' '), new HostNames(hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Addresses.Select(address => $"{address}"));

    [Fact]
    public void Beyond_loopback_needs_keys()
    {
        var error = Assert.Throws<ArgumentException>(() => new LocalServiceFactory().Start(new() { Hosts = ["0.0.0.0"] }));
        Assert.Contains("0.0.0.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("secret key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_keys_it_listens_on_all_addresses_and_answers_to_its_name()
    {
        using var service = new LocalServiceFactory().Start(new() { Hosts = ["0.0.0.0", "imagebuilder"], AccessKey = "AKIAEXAMPLE", SecretKey = "secret" });
        Assert.Equal("0.0.0.0", service.Url.Host);
        using var client = new HttpClient();
        foreach (var (host, status) in new[] { ("imagebuilder", 200), ("10.0.0.1", 200), ("elsewhere.example", 403) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{service.Url.Port}/_local/health") { Headers = { Host = host } };
            Assert.Equal((HttpStatusCode)status, (await client.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public void An_address_that_this_machine_does_not_have_is_one_line_of_error()
    {
        var error = Assert.Throws<IOException>(() => new LocalServiceFactory().Start(new() { Hosts = ["203.0.113.7"], AccessKey = "A", SecretKey = "s" }));
        Assert.Contains("203.0.113.7", error.Message, StringComparison.Ordinal);
    }
}
