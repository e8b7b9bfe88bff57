using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageBuilderPS.Client;
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
    public async Task A_clock_that_runs_can_be_stopped()
    {
        using var clock = JsonDocument.Parse(await (await client.PostAsync("/_local/clock?stopped=true", null)).Content.ReadAsStringAsync());
        Assert.True(clock.RootElement.GetProperty("stopped").GetBoolean());
    }

    [Fact]
    public async Task It_goes_by_the_name_of_localhost_too()
    {
        var url = new UriBuilder(service.Url) { Host = "localhost", Path = "/ListImages" }.Uri;
        Assert.True((await client.PostAsync(url, null)).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("Host", "elsewhere.example")]
    [InlineData("Host", "127.0.0.1.elsewhere.example")]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task It_takes_nothing_from_a_web_page_and_answers_to_no_other_name(string header, string value)
    {
        foreach (var path in new[] { "/ListImages", "/_local/fail?operation=ListImages&error=ServiceException", "/nonsense" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("") };
            request.Headers.TryAddWithoutValidation(header, value);
            var response = await client.SendAsync(request);
            Assert.Equal((403, "AccessDeniedException"), ((int)response.StatusCode, response.Headers.GetValues("x-amzn-ErrorType").Single()));
            Assert.Contains(header, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.True((await client.PostAsync("/ListImages", null)).IsSuccessStatusCode, "the rejected plan was stored");
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

    [Theory]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\n\r\n", "200 OK")]
    [InlineData("POST /ListImages HTTP/1.0\r\nHost: localhost\r\n\r\n", "200 OK")]
    [InlineData("POST http://localhost/ListImages?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n", "200 OK")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1;x=y\r\n}\r\n0\r\na: b\r\n\r\n", "200 OK")]
    [InlineData("POST /ListImages HTTP/1.1\r\n\r\n", "403 Forbidden")]
    [InlineData("POST /ListImages HTTP/2.0\r\nHost: localhost\r\n\r\n", "400 BadRequest")]
    [InlineData("nonsense\r\n\r\n", "400 BadRequest")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost localhost\r\n\r\n", "400 BadRequest")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "400 BadRequest")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "400 BadRequest")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "400 BadRequest")]
    [InlineData("PUT /DistributeImage HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\nExpect: 100-continue\r\n\r\n", "413 RequestEntityTooLarge")]
    public async Task An_answer_is_JSON_whatever_was_sent(string sent, string status)
    {
        var answer = await RawHttp.SendAsync(service.Url, sent);
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", answer, StringComparison.Ordinal);
        Assert.Contains("x-amzn-RequestId: ", answer, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]);
        Assert.Equal(status != "200 OK", json.RootElement.TryGetProperty("message", out _));
    }

    [Fact]
    public async Task Requests_that_come_together_are_answered_one_after_the_other()
    {
        var one = $"POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{{}}";
        var answer = await RawHttp.SendAsync(service.Url, string.Concat(Enumerable.Repeat(one, 100)));
        Assert.Equal(100, answer.Split("HTTP/1.1 200 OK\r\n").Length - 1);
    }

    [Fact]
    public async Task A_caller_that_waits_for_leave_to_send_its_body_gets_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ListImages") { Content = new StringContent("{}") };
        request.Headers.ExpectContinue = true;
        Assert.True((await client.SendAsync(request)).IsSuccessStatusCode);
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

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(60_000)]
    public async Task Who_is_under_way_when_it_ends_gets_the_true_answer_or_a_503_or_none(int latency)
    {
        var ending = new LocalServiceFactory().Start(new() { Step = TimeSpan.Zero, Latency = TimeSpan.FromMilliseconds(latency) });
        using var begun = new SemaphoreSlim(0);
        var callers = Enumerable.Range(0, 32).Select(async _ =>
        {
            var answers = new List<string>();
            try
            {
                for (; ; )
                {
                    var sending = client.PostAsync(new Uri(ending.Url, "/ListImages"), new StringContent("{}"));
                    begun.Release();
                    var response = await sending;
                    answers.Add($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
                }
            }
            catch (HttpRequestException)
            {
                return answers;
            }
        }).ToList();
        for (var i = 0; i < 64 && (i < 32 || latency < 60_000); i++)
            Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(30)));
        // A web page is refused at once, whatever the latency: when it is, those before it have come in.
        for (var i = 0; i < 32; i++)
        {
            using var page = new HttpRequestMessage(HttpMethod.Post, new Uri(ending.Url, "/ListImages")) { Headers = { { "Origin", "http://example.com" } } };
            Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(page)).StatusCode);
        }
        ending.Dispose();
        var all = (await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(30))).SelectMany(answers => answers).ToList();
        Assert.All(all, answer => Assert.True(
            (answer.StartsWith("200 ", StringComparison.Ordinal) && answer.Contains("imageVersionList", StringComparison.Ordinal))
            || (answer.StartsWith("503 ", StringComparison.Ordinal) && answer.Contains("stopping", StringComparison.Ordinal)),
            answer));
        if (latency > 0)
            Assert.Contains(all, answer => answer.StartsWith("503 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST /ListImages HT")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{")]
    public async Task Half_a_request_gets_no_answer_when_it_ends(string sent)
    {
        var ending = new LocalServiceFactory().Start(new());
        Assert.Equal("", await RawHttp.SendAsync(ending.Url, sent, halfClose: false, whenSent: ending.Dispose));
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
