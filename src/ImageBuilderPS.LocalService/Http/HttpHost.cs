using System.Net;
using System.Net.Sockets;
using ImageBuilderPS.Connection;
using ImageBuilderPS.LocalService.Wire;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>A local service behind HTTP on loopback.</summary>
internal sealed class HttpHost : ILocalService
{
    private const int TriesForFreePort = 20;
    private readonly HttpListener listener;
    private readonly HttpExchange exchange;

    private HttpHost(HttpListener listener, Uri url, HttpExchange exchange) =>
        (this.listener, Url, this.exchange) = (listener, url, exchange);

    /// <inheritdoc/>
    public Uri Url { get; }

    // Without administrator rights Windows takes no other loopback name.
    private static string HostName => Environment.OSVersion.Platform == PlatformID.Win32NT ? "localhost" : "127.0.0.1";

    /// <summary>Starts listening.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static HttpHost Start(LocalImageBuilder service, int port, TimeSpan latency)
    {
        for (var tries = 1; ; tries++)
        {
            var url = new Uri($"http://{HostName}:{(port == 0 ? FreePort() : port)}/");
            var listener = new HttpListener();
            try
            {
                listener.Prefixes.Add(url.AbsoluteUri);
                listener.Start();
                var host = new HttpHost(listener, new(url.GetLeftPart(UriPartial.Authority)), new(service, latency));
                _ = host.ListenAsync();
                return host;
            }
            catch (Exception error) when (error is HttpListenerException or SocketException)
            {
                listener.Close();
                if (port != 0 || tries == TriesForFreePort)
                    throw new IOException($"Cannot listen on port {url.Port}: {error.Message.TrimEnd('.')}. Choose another port, or 0 for a free one.", error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Close();

    private static int FreePort()
    {
        var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        try
        {
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        finally
        {
            probe.Stop();
        }
    }

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                continue;
            }
            _ = Task.Run(() => exchange.AnswerAsync(context));
        }
    }
}
