using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageBuilderPS.Connection;
using ImageBuilderPS.LocalService;

namespace ImageBuilderPS.Tests.LocalService;

public sealed class HttpTests : IDisposable
{
    private readonly ILocalService service = new LocalServiceFactory().Start(new() { Step = TimeSpan.Zero });
    private readonly HttpClient client;

    public HttpTests() => client = new() { BaseAddress = service.Url };

    public void Dispose()
    {
        client.Dispose();
        service.Dispose();
    }

    [Fact]
    public async Task An_answer_is_JSON_and_names_the_call()
    {
        var response = await client.PostAsync("/ListImages", null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var id = response.Headers.GetValues("x-amzn-RequestId").Single();
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(id, json.RootElement.GetProperty("requestId").GetString());
        Assert.True(Guid.TryParse(id, out _));
    }

    [Fact]
    public async Task A_body_has_the_calls_id_only_where_the_API_has_it()
    {
        var text = await (await client.PostAsync("/ListLifecyclePolicies", null)).Content.ReadAsStringAsync();
        Assert.DoesNotContain("requestId", text);
    }

    [Theory]
    [InlineData("GET", "/", "", 404, "UnknownOperationException")]
    [InlineData("PUT", "/distributeimage", "{}", 404, "UnknownOperationException")]
    [InlineData("POST", "/DistributeImage", "{}", 405, "MethodNotAllowedException")]
    [InlineData("DELETE", "/GetImage", "", 405, "MethodNotAllowedException")]
    [InlineData("PUT", "/DistributeImage", "{", 400, "SerializationException")]
    [InlineData("PUT", "/DistributeImage", "null", 400, "SerializationException")]
    [InlineData("PUT", "/DistributeImage", """{"tags":[]}""", 400, "SerializationException")]
    [InlineData("PUT", "/DistributeImage", """{"sourceImage":1}""", 400, "SerializationException")]
    [InlineData("PUT", "/DistributeImage", "", 400, "ValidationException")]
    public async Task What_is_no_request_gets_an_error_and_the_service_lives_on(string method, string path, string body, int status, string name)
    {
        using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent(body) };
        var response = await client.SendAsync(request);
        Assert.Equal((status, name), ((int)response.StatusCode, response.Headers.GetValues("x-amzn-ErrorType").Single()));
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var message = json.RootElement.GetProperty("message").GetString()!;
        Assert.NotEqual("", message);
        Assert.DoesNotContain("System.", message);
        Assert.DoesNotContain("ImageBuilderPS", message);
        Assert.True((await client.PostAsync("/ListImages", null)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var body = new ByteArrayContent(new byte[10 << 20]);
        var response = await client.PutAsync("/DistributeImage", body);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("RequestEntityTooLargeException", response.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task It_goes_by_the_name_of_localhost_too()
    {
        var url = new UriBuilder(service.Url) { Host = "localhost", Path = "/ListImages" }.Uri;
        Assert.True((await client.PostAsync(url, null)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task It_answers_to_no_other_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ListImages") { Headers = { Host = "elsewhere.example" } };
        Assert.False((await client.SendAsync(request)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_caller_that_goes_away_harms_nobody()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(service.Url.Host, service.Url.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("PUT /DistributeImage HTTP/1.1\r\nHost: " + service.Url.Authority + "\r\nContent-Length: 10\r\n\r\n{"));
        }
        Assert.True((await client.PostAsync("/ListImages", null)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Many_at_once_are_each_answered_once()
    {
        const string Body = """{"sourceImage":"ami-0123456789abcdef0","distributionConfigurationArn":"arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo","executionRole":"r","clientToken":"TOKEN"}""";
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var content = new StringContent(Body.Replace("TOKEN", $"t{i / 2}", StringComparison.Ordinal));
            using var json = JsonDocument.Parse(await (await client.PutAsync("/DistributeImage", content)).Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("imageBuildVersionArn").GetString();
        }));
        Assert.Equal(100, answers.Distinct().Count());
    }

    [Fact]
    public void A_taken_port_is_said_in_one_line()
    {
        var error = Assert.Throws<IOException>(() => new LocalServiceFactory().Start(new() { Port = service.Url.Port }));
        Assert.Contains($"{service.Url.Port}", error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }

    [Fact]
    public async Task A_disposed_service_does_not_listen()
    {
        var ended = new LocalServiceFactory().Start(new());
        ended.Dispose();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(new Uri(ended.Url, "/ListImages"), null));
        ended.Dispose();
    }

    [Fact]
    public async Task An_answer_takes_as_long_as_it_is_told_to()
    {
        using var slow = new LocalServiceFactory().Start(new() { Latency = TimeSpan.FromMilliseconds(300) });
        var watch = Stopwatch.StartNew();
        await client.PostAsync(new Uri(slow.Url, "/ListImages"), null);
        Assert.True(watch.ElapsedMilliseconds >= 290, $"It took {watch.ElapsedMilliseconds} ms.");
    }
}
