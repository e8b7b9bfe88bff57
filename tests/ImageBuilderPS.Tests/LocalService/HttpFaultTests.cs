using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Http;

namespace ImageBuilderPS.Tests.LocalService;

/// <summary>Faults as a caller of the HTTP service sees them.</summary>
public sealed class HttpFaultTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpHost host = HttpHost.Start(new LocalImageBuilder(new(), TimeProvider.System), 0, TimeSpan.Zero);
    private readonly HttpClient client = new() { Timeout = Patience };

    public void Dispose()
    {
        client.Dispose();
        host.Dispose();
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_reset_connection_is_a_reset(string timing)
    {
        await AddAsync($$"""{"operation":"ListImages","reset":"{{timing}}","count":1}""");
        // Not with HttpClient: it repeats a request itself when a connection breaks that it had used before.
        using var socket = await SendListAsync();
        var error = await Assert.ThrowsAsync<IOException>(() => socket.GetStream().ReadAsync(new byte[1]).AsTask().WaitAsync(Patience));
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(error.InnerException).SocketErrorCode);
        Assert.True((await ListAsync()).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("""{"operation":"ListImages","truncate":true,"count":1}""", -1)]
    [InlineData("""{"operation":"ListImages","truncate":true,"bytes":0,"count":1}""", 0)]
    [InlineData("""{"operation":"ListImages","truncate":true,"bytes":17,"count":1}""", 17)]
    [InlineData("""{"operation":"ListImages","truncate":true,"bytes":2000000,"count":1}""", -2)]
    public async Task A_cut_answer_ends_before_its_length(string rule, int expected)
    {
        await AddAsync(rule);
        using var socket = await SendListAsync();
        using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII);
        var answer = await reader.ReadToEndAsync().WaitAsync(Patience);
        var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        var length = int.Parse(answer.Split("Content-Length: ")[1].Split('\r')[0]);
        Assert.Equal(expected switch { -1 => length / 2, -2 => length - 1, _ => expected }, body.Length);
        Assert.True((await ListAsync()).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task A_delayed_answer_comes_in_the_end(string timing)
    {
        await AddAsync($$"""{"operation":"ListImages","delayMilliseconds":300,"delay":"{{timing}}","count":1}""");
        var watch = Stopwatch.StartNew();
        using var json = JsonDocument.Parse(await (await ListAsync()).Content.ReadAsStringAsync());
        Assert.True(watch.ElapsedMilliseconds >= 290, $"It took {watch.ElapsedMilliseconds} ms.");
        Assert.True(json.RootElement.TryGetProperty("imageVersionList", out _));
    }

    [Theory]
    [InlineData("before", "503 ServiceUnavailable")]
    [InlineData("after", "200 OK")]
    public async Task Who_waits_for_a_delayed_answer_when_the_service_ends_learns_whether_it_was_handled(string timing, string status)
    {
        await AddAsync($$"""{"operation":"ListImages","delayMilliseconds":600000,"delay":"{{timing}}"}""");
        using var socket = await SendListAsync();
        await ApplyAsync();
        host.Dispose();
        using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII);
        Assert.StartsWith($"HTTP/1.1 {status}", await reader.ReadToEndAsync().WaitAsync(Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_gets_no_answer_waits_until_the_service_ends_and_keeps_nobody_out()
    {
        await AddAsync("""{"operation":"ListImages","noAnswer":"before"}""");
        var waiting = ListAsync();
        await ApplyAsync();
        Assert.True((await client.PostAsync(new Uri(host.Url, "/ListLifecyclePolicies"), null)).IsSuccessStatusCode);
        Assert.False(waiting.IsCompleted);
        host.Dispose();
        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
    }

    [Fact]
    public async Task Who_gets_no_answer_waits_as_long_as_an_idle_caller_may()
    {
        var patience = TimeSpan.FromMilliseconds(100);
        using var impatient = HttpHost.Start(new LocalImageBuilder(new(), TimeProvider.System), 0, TimeSpan.Zero, new() { Idle = patience, CheckInterval = patience });
        await client.PostAsync(new Uri(impatient.Url, "/_local/faults"), new StringContent("""{"noAnswer":"after"}"""));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(new Uri(impatient.Url, "/ListImages"), null));
    }

    private async Task<TcpClient> SendListAsync()
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(host.Url.Host, host.Url.Port);
        await socket.GetStream().WriteAsync("POST /ListImages HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
        return socket;
    }

    private Task<HttpResponseMessage> ListAsync() => client.PostAsync(new Uri(host.Url, "/ListImages"), null);

    private async Task AddAsync(string rules) =>
        (await client.PostAsync(new Uri(host.Url, "/_local/faults"), new StringContent(rules))).EnsureSuccessStatusCode();

    // Polls until the rule has applied.
    private async Task ApplyAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!(await client.GetStringAsync(new Uri(host.Url, "/_local/faults"))).Contains("\"applied\":1", StringComparison.Ordinal))
            Assert.True(watch.Elapsed < Patience);
    }
}
