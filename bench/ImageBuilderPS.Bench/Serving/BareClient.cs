using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ImageBuilderPS.Bench.Serving;

/// <summary>An HTTP client that does nothing but send bytes which somebody else has made and signed.</summary>
internal static class BareClient
{
    public static async Task<int> RunAsync(Uri url, int count, int inFlight)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = inFlight };
        using var client = new HttpClient(handler);
        using var last = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(url, RepeatingHandler.LastRequest)));
        var body = last.RootElement.GetProperty("Body").GetBytesFromBase64();
        var target = new Uri(url, last.RootElement.GetProperty("Path").GetString());
        var method = new HttpMethod(last.RootElement.GetProperty("Method").GetString()!);
        var headers = last.RootElement.GetProperty("Headers").EnumerateObject().Select(header => (header.Name, Value: header.Value.GetString())).ToArray();
        await SendAsync();

        var processor = Environment.CpuUsage.TotalTime;
        var bytes = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= count)
                await SendAsync();
        })));
        watch.Stop();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            seconds = watch.Elapsed.TotalSeconds,
            processorMilliseconds = (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds,
            bytes = GC.GetTotalAllocatedBytes() - bytes,
        }));
        return 0;

        async Task SendAsync()
        {
            using var request = new HttpRequestMessage(method, target) { Content = new ByteArrayContent(body) };
            foreach (var (name, value) in headers)
            {
                if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
                    request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value!);
                else if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                    request.Headers.TryAddWithoutValidation(name, value);
            }
            using var response = await client.SendAsync(request);
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
        }
    }
}
