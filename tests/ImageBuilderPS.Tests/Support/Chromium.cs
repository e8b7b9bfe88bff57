using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageBuilderPS.Tests.Support;

/// <summary>
/// One page of a headless Chromium of its own, over the DevTools protocol. It knows no network: it has an empty profile and
/// is given files alone.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly ClientWebSocket socket = new();
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> pending = new();
    private readonly SemaphoreSlim sending = new(1);
    private Task reading = Task.CompletedTask;
    private string? session;
    private int lastId;

    private Chromium(Process process, DirectoryInfo profile)
    {
        this.process = process;
        this.profile = profile;
    }

    /// <summary>The full path of the browser; null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);

    /// <summary>What the page has done so far: events of the protocol, by their method.</summary>
    public ConcurrentQueue<(string Method, JsonElement Parameters)> Events { get; } = [];

    /// <summary>What went wrong in the page: exceptions, and errors on its console.</summary>
    public IReadOnlyList<string> Errors => [.. Events
        .Where(happened => happened.Method == "Runtime.exceptionThrown"
            || (happened.Method == "Log.entryAdded" && happened.Parameters.GetProperty("entry").GetProperty("level").GetString() == "error")
            || (happened.Method == "Runtime.consoleAPICalled" && happened.Parameters.GetProperty("type").GetString() is "error" or "assert"))
        .Select(happened => happened.Parameters.ToString())];

    /// <summary>Where the page's requests went.</summary>
    public IReadOnlyList<string> Requests => [.. Events.Where(happened => happened.Method == "Network.requestWillBeSent")
        .Select(happened => happened.Parameters.GetProperty("request").GetProperty("url").GetString()!)];

    /// <summary>Starts a browser with an empty page.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("ibps-chromium-");
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank",
        ];
        var process = Process.Start(new ProcessStartInfo(Program!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var browser = new Chromium(process, profile);
        try
        {
            await browser.ConnectAsync();
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a file and waits until its script is ready.</summary>
    /// <param name="file">The file.</param>
    public async Task OpenAsync(string file)
    {
        await SendAsync("Page.navigate", new { url = new Uri(file).AbsoluteUri });
        await UntilAsync("document.documentElement?.dataset.ready === ''");
    }

    /// <summary>Calls a method of the page's protocol.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    public async Task<JsonElement> SendAsync(string method, object? parameters = null)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = pending[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = JsonSerializer.SerializeToNode(parameters ?? new object()) };
        if (session is not null)
            message["sessionId"] = session;
        await sending.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, closing.Token);
        }
        finally
        {
            sending.Release();
        }
        return await answer.Task.WaitAsync(Patience);
    }

    /// <summary>The value of an expression in the page; promises are awaited.</summary>
    /// <param name="expression">JavaScript.</param>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        if (answer.TryGetProperty("exceptionDetails", out var error))
            throw new InvalidOperationException($"{expression}: {error}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Waits until an expression is true.</summary>
    /// <param name="expression">JavaScript.</param>
    public async Task UntilAsync(string expression)
    {
        var watch = Stopwatch.StartNew();
        while ((await EvaluateAsync(expression)).ValueKind != JsonValueKind.True)
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"{expression} did not become true. {string.Join('\n', Errors)}");
            await Task.Delay(20);
        }
    }

    /// <summary>Presses a key.</summary>
    /// <param name="key">Its name, such as <c>Tab</c>.</param>
    /// <param name="code">Its virtual key code.</param>
    public async Task PressAsync(string key, int code)
    {
        await SendAsync("Input.dispatchKeyEvent", new { type = "rawKeyDown", key, code = key, windowsVirtualKeyCode = code });
        await SendAsync("Input.dispatchKeyEvent", new { type = "keyUp", key, code = key, windowsVirtualKeyCode = code });
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        socket.Dispose();
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        await reading;
        DeleteProfile();
        closing.Dispose();
        sending.Dispose();
    }

    private async Task ConnectAsync()
    {
        var address = await AddressAsync().WaitAsync(Patience);
        await socket.ConnectAsync(new Uri(address), closing.Token);
        reading = ReadAsync();
        var target = (await SendAsync("Target.createTarget", new { url = "about:blank" })).GetProperty("targetId").GetString();
        session = (await SendAsync("Target.attachToTarget", new { targetId = target, flatten = true })).GetProperty("sessionId").GetString();
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network", "Accessibility" })
            await SendAsync(domain + ".enable");
        await SendAsync("Emulation.setDeviceMetricsOverride", new { width = 1280, height = 900, deviceScaleFactor = 1, mobile = false });
    }

    private async Task<string> AddressAsync()
    {
        const string Mark = "DevTools listening on ";
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains(Mark, StringComparison.Ordinal))
            {
                _ = process.StandardError.ReadToEndAsync();
                _ = process.StandardOutput.ReadToEndAsync();
                return line.Substring(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length).Trim();
            }
        }
        throw new InvalidOperationException($"{Program} ended before it listened.");
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer, closing.Token);
                message.Write(buffer, 0, part.Count);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                if (!part.EndOfMessage)
                    continue;
                Take(JsonDocument.Parse(message.ToArray()).RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The browser was closed.
        }
        foreach (var answer in pending.Values)
            answer.TrySetException(new InvalidOperationException("The browser was closed."));
    }

    private void Take(JsonElement message)
    {
        if (!message.TryGetProperty("id", out var id))
            Events.Enqueue((message.GetProperty("method").GetString()!, message.GetProperty("params")));
        else if (pending.TryRemove(id.GetInt32(), out var answer) && !message.TryGetProperty("error", out var error))
            answer.SetResult(message.GetProperty("result"));
        else
            answer?.SetException(new InvalidOperationException($"{message}"));
    }

    // Its last processes may still write there.
    private void DeleteProfile()
    {
        for (var attempt = 0; attempt < 20 && Directory.Exists(profile.FullName); attempt++)
        {
            try
            {
                Directory.Delete(profile.FullName, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50);
            }
        }
    }
}
