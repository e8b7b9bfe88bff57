using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Http;

namespace ImageBuilderPS.Tests.LocalService;

/// <summary>What a caller may send, for how long, and who may.</summary>
public sealed class HttpLimitTests : IDisposable
{
    private readonly ILocalService service = new LocalServiceFactory().Start(new() { Step = TimeSpan.Zero });
    private readonly HttpClient client;

    public HttpLimitTests() => client = new() { BaseAddress = service.Url };

    public void Dispose()
    {
        client.Dispose();
        service.Dispose();
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
    public async Task Headers_without_end_are_refused()
    {
        var answer = await RawHttp.SendAsync(service.Url, "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + new string('x', 100_000));
        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("POST /ListImages HT")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{")]
    public async Task A_caller_that_falls_silent_is_disconnected_without_an_answer(string sent)
    {
        var patience = TimeSpan.FromMilliseconds(100);
        using var host = HttpHost.Start(new LocalImageBuilder(new(), TimeProvider.System), 0, TimeSpan.Zero, new()
        {
            Idle = sent.Length == 0 ? patience : TimeSpan.FromMinutes(5), Pause = patience, CheckInterval = patience,
        });
        Assert.Equal("", await RawHttp.SendAsync(host.Url, sent, halfClose: false));
    }

    [Theory]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nX: ")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")]
    [InlineData("POST /ListImages HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFF\r\n")]
    public async Task A_caller_that_sends_a_byte_now_and_then_is_disconnected_in_the_end(string sent)
    {
        var interval = TimeSpan.FromMilliseconds(20);
        using var host = HttpHost.Start(new LocalImageBuilder(new(), TimeProvider.System), 0, TimeSpan.Zero, new() { Transfer = 10 * interval, CheckInterval = interval });
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
        using var host = HttpHost.Start(new LocalImageBuilder(new(), TimeProvider.System), 0, TimeSpan.Zero, new() { Connections = 2 });
        await client.PostAsync(new Uri(host.Url, "/_local/faults"), new StringContent("""{"operation":"ListImages","delayMilliseconds":600000}"""));
        var waiting = new List<Task<string>>();
        var watch = Stopwatch.StartNew();
        do
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
            // One that is still sending its request is closed for another caller.
            waiting.RemoveAll(one => one.IsCompleted);
            while (waiting.Count < 2)
                waiting.Add(RawHttp.SendAsync(host.Url, "POST /ListImages HTTP/1.1\r\nHost: localhost\r\n\r\n", halfClose: false));
        }
        while ((await RawHttp.SendAsync(host.Url, "GET /_local/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", halfClose: false)).Length > 0);
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
        using var host = HttpHost.Start(new LocalImageBuilder(new(), TimeProvider.System), 0, TimeSpan.Zero, new() { Connections = 10 });
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
}
