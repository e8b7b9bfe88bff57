using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ImageBuilderPS.LocalService.Http;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.Bench.Serving;

/// <summary>
/// An empty handler: the first response of each operation is that of a local service, and later ones repeat it. It keeps
/// the last request, and the time that a response was held back.
/// </summary>
/// <param name="service">The local service.</param>
/// <param name="latency">How long each response is held back.</param>
internal sealed class RepeatingHandler(IRequestHandler service, TimeSpan latency) : IRequestHandler
{
    /// <summary>The path that returns the last request, in JSON.</summary>
    public const string LastRequest = "/bench/last-request";

    private readonly ConcurrentDictionary<string, Task<ServiceResponse>> responses = new();
    private ServiceRequest? last;
    private long held;
    private long count;

    /// <summary>The mean time that a response was held back.</summary>
    public TimeSpan MeanHold => TimeSpan.FromSeconds((double)held / count / Stopwatch.Frequency);

    public long MaxBodyBytesOf(string path, IReadOnlyDictionary<string, string> headers) => service.MaxBodyBytesOf(path, headers);

    public async Task<ServiceResponse> HandleAsync(ServiceRequest request)
    {
        if (request.Path == LastRequest)
            return new(200, JsonSerializer.SerializeToUtf8Bytes(last));
        last = request;
        var start = Stopwatch.GetTimestamp();
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency).ConfigureAwait(false);
        Interlocked.Add(ref held, Stopwatch.GetTimestamp() - start);
        Interlocked.Increment(ref count);
        return await responses.GetOrAdd(request.Path, _ => service.HandleAsync(request)).ConfigureAwait(false);
    }

    public void Dispose() => service.Dispose();
}
