using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>
/// Serves requests over HTTP. It uses sockets because .NET's HttpListener sends an empty 200 response to
/// every open connection when it closes.
/// </summary>
internal sealed class HttpHost : IDisposable
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AcceptBackoff = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<HttpConnection, bool> connections = new();
    private readonly IReadOnlyList<TcpListener> listeners;
    private readonly Func<Socket, HttpConnection> createConnection;
    private readonly HttpLimits limits;
    private readonly IRequestHandler handler;
    private readonly Timer timeoutTimer;

    private HttpHost(IReadOnlyList<TcpListener> listeners, IRequestHandler handler, HostNames names, TimeSpan latency, HttpLimits limits)
    {
        (this.listeners, this.handler, this.limits) = (listeners, handler, limits);
        createConnection = socket => new(socket, handler, names, latency, stopping.Token);
        Url = new($"http://{listeners[0].LocalEndpoint}");
        timeoutTimer = new(_ => CloseTimedOut(), null, limits.CheckInterval, limits.CheckInterval);
    }

    /// <summary>The address of the first listener.</summary>
    public Uri Url { get; }

    /// <summary>Starts listening.</summary>
    /// <exception cref="IOException">The port is in use, or this machine does not have an address.</exception>
    public static HttpHost Start(
        IRequestHandler handler, int port, TimeSpan latency, HttpLimits? limits = null, HostNames? names = null)
    {
        names ??= new([]);
        var listeners = new List<TcpListener>();
        foreach (var address in names.Addresses)
        {
            try
            {
                listeners.Add(Listen(address, listeners.Count == 0 ? port : ((IPEndPoint)listeners[0].LocalEndpoint).Port));
            }
            catch (SocketException error) when (listeners.Count > 0 && names.IsLoopback)
            {
                // Not every machine has IPv6.
                ErrorLog.Write(error);
            }
            catch (SocketException error)
            {
                foreach (var listener in listeners)
                    listener.Stop();
                throw new IOException(
                    $"Cannot listen on port {port} of {address}: {error.Message.TrimEnd('.')}. Choose another port, or 0 for a free one.", error);
            }
        }
        var host = new HttpHost(listeners, handler, names, latency, limits ?? new());
        foreach (var listener in listeners)
            _ = host.AcceptAsync(listener);
        return host;
    }

    /// <summary>
    /// Stops the host and disposes the handler. A request in progress gets its response, or a 503 if its processing has not started. After one
    /// second all connections are closed.
    /// </summary>
    public void Dispose()
    {
        if (stopping.IsCancellationRequested)
            return;
        stopping.Cancel();
        timeoutTimer.Dispose();
        foreach (var listener in listeners)
            listener.Stop();
        foreach (var connection in connections.Keys.Where(connection => connection.IsIdle))
            connection.Close();
        SpinWait.SpinUntil(() => connections.IsEmpty, DrainTimeout);
        foreach (var connection in connections.Keys)
            connection.Close();
        handler.Dispose();
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
                if (connections.Count >= limits.Connections && !TryCloseLongestWaiting())
                {
                    // All callers wait for the service.
                    socket.Dispose();
                    continue;
                }
                var connection = createConnection(socket);
                connections[connection] = true;
                _ = Task.Run(() => RunAsync(connection));
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (stopping.IsCancellationRequested)
                    return;
                // For example no free file descriptor: close the connections that have waited longest.
                ErrorLog.Write(error);
                TryCloseLongestWaiting();
                await Task.Delay(AcceptBackoff).ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(HttpConnection connection)
    {
        await connection.RunAsync().ConfigureAwait(false);
        connections.TryRemove(connection, out _);
    }

    private void CloseTimedOut()
    {
        foreach (var connection in connections.Keys.Where(limits.IsExceededBy))
            Close(connection);
    }

    private bool TryCloseLongestWaiting()
    {
        const int Share = 4;
        var waiting = connections.Keys.Select(connection => (Connection: connection, connection.WaitTime))
            .Where(item => item.WaitTime > TimeSpan.Zero)
            .OrderByDescending(item => item.WaitTime)
            .ToList();
        foreach (var (connection, _) in waiting.Take((waiting.Count / Share) + 1))
            Close(connection);
        return waiting.Count > 0;
    }

    // It no longer counts at once, though its task may end later.
    private void Close(HttpConnection connection)
    {
        connection.Close();
        connections.TryRemove(connection, out _);
    }
}
