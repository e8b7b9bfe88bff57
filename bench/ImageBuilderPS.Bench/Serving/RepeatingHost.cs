using ImageBuilderPS.LocalService;
using ImageBuilderPS.LocalService.Http;

namespace ImageBuilderPS.Bench.Serving;

/// <summary>A <see cref="RepeatingHandler"/> on a free port of this process.</summary>
internal sealed class RepeatingHost : IDisposable
{
    private readonly RepeatingHandler handler;
    private readonly HttpHost host;

    /// <param name="latency">How long each response is held back.</param>
    public RepeatingHost(TimeSpan latency)
    {
        handler = new(new LocalImageBuilder(new(), TimeProvider.System), latency);
        host = HttpHost.Start(handler, 0, TimeSpan.Zero);
    }

    public Uri Url => host.Url;

    /// <inheritdoc cref="RepeatingHandler.MeanHold"/>
    public TimeSpan MeanHold => handler.MeanHold;

    public void Dispose() => host.Dispose();
}
