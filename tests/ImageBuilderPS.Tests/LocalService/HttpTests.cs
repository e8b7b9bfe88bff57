using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Http;

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

    [Theory]
    [InlineData(10, false)]
    [InlineData(80, false)]
    [InlineData(80, true)]
    public async Task A_body_that_is_too_large_is_refused(int mebibytes, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/DistributeImage") { Content = new ByteArrayContent(new byte[mebibytes << 20]) };
        request.Headers.TransferEncodingChunked = chunked;
        var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("RequestEntityTooLargeException", response.Headers.GetValues("x-amzn-ErrorType").Single());
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
        var answer = await RawAsync(service.Url, sent);
        Assert.StartsWith($"HTTP/1.1 {status}\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json", answer, StringComparison.Ordinal);
        Assert.Contains("x-amzn-RequestId: ", answer, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]);
        Assert.Equal(status != "200 OK", json.RootElement.TryGetProperty("message", out _));
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        var answer = await RawAsync(service.Url, "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 100_000));
        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_that_come_together_are_answered_one_after_the_other()
    {
        var one = $"POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{{}}";
        var answer = await RawAsync(service.Url, string.Concat(Enumerable.Repeat(one, 100)));
        Assert.Equal(100, answer.Split("HTTP/1.1 200 OK\r\n").Length - 1);
    }

    [Fact]
    public async Task A_caller_that_waits_for_leave_to_send_its_body_gets_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/ListImages") { Content = new StringContent("{}") };
        request.Headers.ExpectContinue = true;
        Assert.True((await client.SendAsync(request)).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST /ListImages HT")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{")]
    public async Task A_caller_that_falls_silent_is_disconnected_without_an_answer(string sent)
    {
        var patience = TimeSpan.FromMilliseconds(100);
        using var host = HttpHost.Start(new(new(), TimeProvider.System), 0, TimeSpan.Zero, new()
        {
            Idle = sent.Length == 0 ? patience : TimeSpan.FromMinutes(5), Pause = patience, CheckInterval = patience,
        });
        Assert.Equal("", await RawAsync(host.Url, sent, halfClose: false));
    }

    [Theory]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nX: ")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFF\r\n")]
    public async Task A_caller_that_sends_a_byte_now_and_then_is_disconnected_in_the_end(string sent)
    {
        var interval = TimeSpan.FromMilliseconds(20);
        using var host = HttpHost.Start(new(new(), TimeProvider.System), 0, TimeSpan.Zero, new() { Transfer = 10 * interval, CheckInterval = interval });
        using var socket = new TcpClient();
        await socket.ConnectAsync(host.Url.Host, host.Url.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent));
        var end = socket.GetStream().ReadAsync(new byte[1]).AsTask();
        var watch = Stopwatch.StartNew();
        while (await Task.WhenAny(end, Task.Delay(interval)) != end)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
            await Record.ExceptionAsync(async () => await socket.GetStream().WriteAsync("x"u8.ToArray()));
        }
        Assert.True(end.IsFaulted || await end == 0);
        Assert.True(watch.Elapsed > interval * 9, $"It took {watch.ElapsedMilliseconds} ms.");
    }

    [Fact]
    public async Task When_all_callers_wait_for_the_service_another_one_is_refused()
    {
        using var host = HttpHost.Start(new(new(), TimeProvider.System), 0, TimeSpan.Zero, new() { Connections = 2 });
        await client.PostAsync(new Uri(host.Url, "/_local/faults"), new StringContent("""{"operation":"ListImages","delayMilliseconds":600000}"""));
        var waiting = new List<Task<string>>();
        var watch = Stopwatch.StartNew();
        do
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
            // One that is still sending its request is closed for another caller.
            waiting.RemoveAll(one => one.IsCompleted);
            while (waiting.Count < 2)
                waiting.Add(RawAsync(host.Url, "POST /ListImages HTTP/1.1\r\nHost: localhost\r\n\r\n", halfClose: false));
        }
        while ((await RawAsync(host.Url, "GET /_local/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", halfClose: false)).Length > 0);
    }

    [Theory]
    [InlineData(1 << 20, 400)]
    [InlineData((1 << 20) + 1, 413)]
    public async Task A_body_of_exactly_the_limit_is_read(int bytes, int status)
    {
        var response = await client.PutAsync("/DistributeImage", new StringContent("{}".PadRight(bytes)));
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("/CreateLifecyclePolicy", "PUT")]
    [InlineData("/DistributeImage", "PUT")]
    [InlineData("/ListImages", "POST")]
    [InlineData("/_local/images", "POST")]
    [InlineData("/_local/faults", "POST")]
    public async Task JSON_of_any_depth_is_refused_or_ignored_but_no_internal_error(string path, string method)
    {
        foreach (var depth in new[] { 60, 61, 62, 63, 64, 65, 100, 10_000 })
        {
            foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
            {
                var deep = string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
                using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent($"{{\"deep\":{deep}}}") };
                Assert.InRange((int)(await client.SendAsync(request)).StatusCode, 200, 499);
            }
        }
    }

    [Fact]
    public async Task The_health_path_says_that_it_works_and_nothing_else_also_without_a_signature()
    {
        using var secured = new LocalServiceFactory().Start(new() { AccessKey = "AKIAEXAMPLE", SecretKey = "secret" });
        Assert.Equal("""{"status":"ok"}""", await client.GetStringAsync(new Uri(secured.Url, "/_local/health")));
        foreach (var path in new[] { "/_local/faults", "/_local/healthy", "/_local/health/" })
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(new Uri(secured.Url, path))).StatusCode);
    }

    [Fact]
    public async Task A_large_body_needs_the_access_key_where_keys_are_demanded()
    {
        using var secured = new LocalServiceFactory().Start(new() { AccessKey = "AKIAEXAMPLE", SecretKey = "secret" });
        foreach (var (key, status) in new[] { ("AKIAOTHER", 413), ("AKIAEXAMPLE", 403) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(secured.Url, "/_local/images")) { Content = new ByteArrayContent(new byte[2 << 20]) };
            request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={key}/20260601/us-east-1/imagebuilder/aws4_request, SignedHeaders=host, Signature=0");
            Assert.Equal(status, (int)(await client.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task Callers_that_fall_silent_keep_nobody_out()
    {
        using var host = HttpHost.Start(new(new(), TimeProvider.System), 0, TimeSpan.Zero, new() { Connections = 10 });
        var silent = new List<TcpClient>();
        for (var i = 0; i < 50; i++)
        {
            silent.Add(new());
            await silent[i].ConnectAsync(host.Url.Host, host.Url.Port);
            await silent[i].GetStream().WriteAsync("POST /"u8.ToArray());
        }
        Assert.True((await client.PostAsync(new Uri(host.Url, "/ListImages"), null)).IsSuccessStatusCode);
        silent.ForEach(one => one.Dispose());
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
        Assert.Equal("", await RawAsync(ending.Url, sent, halfClose: false, whenSent: ending.Dispose));
    }

    [Fact]
    public async Task An_answer_takes_as_long_as_it_is_told_to()
    {
        using var slow = new LocalServiceFactory().Start(new() { Latency = TimeSpan.FromMilliseconds(300) });
        var watch = Stopwatch.StartNew();
        await client.PostAsync(new Uri(slow.Url, "/ListImages"), null);
        Assert.True(watch.ElapsedMilliseconds >= 290, $"It took {watch.ElapsedMilliseconds} ms.");
    }

    // Everything that comes back until the service closes the connection.
    private static async Task<string> RawAsync(Uri url, string sent, bool halfClose = true, Action? whenSent = null)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(url.Host, url.Port);
        var stream = socket.GetStream();
        using var received = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(sent));
            if (halfClose)
                socket.Client.Shutdown(SocketShutdown.Send);
            whenSent?.Invoke();
            await stream.CopyToAsync(received).WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (IOException)
        {
            // A broken connection is an end too.
        }
        return Encoding.ASCII.GetString(received.ToArray());
    }
}
