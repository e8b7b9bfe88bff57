using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>
/// A local service behind HTTP on loopback. On sockets, since .NET's HttpListener answers 200 with nothing to
/// everybody who is connected when it closes.
/// </summary>
internal sealed class HttpHost : ILocalService
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AcceptBackoff = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<HttpConnection, bool> connections = new();
    private readonly IReadOnlyList<TcpListener> listeners;
    private readonly Func<Socket, HttpConnection> connect;
    private readonly HttpLimits limits;
    private readonly Timer sweeper;

    private HttpHost(IReadOnlyList<TcpListener> listeners, LocalImageBuilder service, TimeSpan latency, HttpLimits limits)
    {
        (this.listeners, this.limits) = (listeners, limits);
        connect = socket => new(socket, service, latency, stopping.Token);
        Url = new($"http://{listeners[0].LocalEndpoint}");
        sweeper = new(_ => CloseSilent(), null, limits.Sweep, limits.Sweep);
    }

    /// <inheritdoc/>
    public Uri Url { get; }

    /// <summary>Starts listening.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static HttpHost Start(LocalImageBuilder service, int port, TimeSpan latency, HttpLimits? limits = null)
    {
        var listeners = new List<TcpListener>();
        try
        {
            listeners.Add(Listen(IPAddress.Loopback, port));
        }
        catch (SocketException error)
        {
            throw new IOException($"Cannot listen on port {port}: {error.Message.TrimEnd('.')}. Choose another port, or 0 for a free one.", error);
        }
        try
        {
            // The name localhost may lead here. IPv6 is not everywhere.
            listeners.Add(Listen(IPAddress.IPv6Loopback, ((IPEndPoint)listeners[0].LocalEndpoint).Port));
        }
        catch (SocketException error)
        {
            Trace.Write(error);
        }
        var host = new HttpHost(listeners, service, latency, limits ?? new());
        foreach (var listener in listeners)
            _ = host.AcceptAsync(listener);
        return host;
    }

    /// <summary>
    /// Ends it: who is under way gets the true answer, or a 503 if nothing was done yet, or after a second a broken
    /// connection.
    /// </summary>
    public void Dispose()
    {
        if (stopping.IsCancellationRequested)
            return;
        stopping.Cancel();
        sweeper.Dispose();
        foreach (var listener in listeners)
            listener.Stop();
        foreach (var connection in connections.Keys.Where(connection => connection.IsIdle))
            connection.Close();
        SpinWait.SpinUntil(() => connections.IsEmpty, Drain);
        foreach (var connection in connections.Keys)
            connection.Close();
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Stop();
            throw;
        }
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync().ConfigureAwait(false);
                var connection = connect(socket);
                connections[connection] = true;
                _ = Task.Run(() => RunAsync(connection));
                if (connections.Count > limits.Connections)
                    CloseLongestWaiting();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (stopping.IsCancellationRequested)
                    return;
                // Such as no file descriptor left: those who keep the service waiting make room.
                Trace.Write(error);
                CloseLongestWaiting();
                await Task.Delay(AcceptBackoff).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(HttpConnection connection)
    {
        await connection.RunAsync().ConfigureAwait(false);
        connections.TryRemove(connection, out _);
    }

    private void CloseSilent()
    {
        foreach (var connection in connections.Keys)
        {
            if (connection.Waited > (connection.IsIdle ? limits.Idle : limits.Transfer))
                connection.Close();
        }
    }

    private void CloseLongestWaiting()
    {
        const int Share = 4;
        var waiting = connections.Keys.Select(connection => (Connection: connection, connection.Waited))
            .Where(item => item.Waited > TimeSpan.Zero)
            .OrderByDescending(item => item.Waited)
            .ToList();
        foreach (var (connection, _) in waiting.Take((waiting.Count / Share) + 1))
            connection.Close();
    }
}
