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

    // Without administrator rights Windows takes no other loopback name. Elsewhere the second name may lead to an
    // address of IPv6, which is not everywhere.
    private static string[] HostNames => Environment.OSVersion.Platform == PlatformID.Win32NT ? ["localhost"] : ["127.0.0.1", "localhost"];

    /// <summary>Starts listening.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static HttpHost Start(LocalImageBuilder service, int port, TimeSpan latency)
    {
        for (var tries = 1; ; tries++)
        {
            var tried = port == 0 ? FreePort() : port;
            var listener = TryListen(tried, HostNames, out var problem) ?? TryListen(tried, HostNames.Take(1), out problem);
            if (listener is not null)
            {
                var host = new HttpHost(listener, new($"http://{HostNames[0]}:{tried}"), new(service, latency));
                _ = host.ListenAsync();
                return host;
            }
            if (port != 0 || tries == TriesForFreePort)
                throw new IOException($"Cannot listen on port {tried}: {problem!.Message.TrimEnd('.')}. Choose another port, or 0 for a free one.", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Close();

    private static HttpListener? TryListen(int port, IEnumerable<string> names, out Exception? problem)
    {
        var listener = new HttpListener();
        try
        {
            foreach (var name in names)
                listener.Prefixes.Add($"http://{name}:{port}/");
            listener.Start();
            problem = null;
            return listener;
        }
        catch (Exception error) when (error is HttpListenerException or SocketException)
        {
            listener.Close();
            problem = error;
            return null;
        }
    }

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
