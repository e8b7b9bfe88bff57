using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageBuilderPS.Client;
using ImageBuilderPS.LocalService.Control;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>
/// Serves a local service over HTTP. It uses sockets because .NET's HttpListener sends an empty 200 response to
/// every open connection when it closes.
/// </summary>
internal sealed class HttpHost : ILocalService
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AcceptBackoff = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<HttpConnection, bool> connections = new();
    private readonly IReadOnlyList<TcpListener> listeners;
    private readonly Func<Socket, HttpConnection> createConnection;
    private readonly HttpLimits limits;
    private readonly LocalImageBuilder service;
    private readonly Timer timeoutTimer;

    private HttpHost(IReadOnlyList<TcpListener> listeners, LocalImageBuilder service, HostNames names, TimeSpan latency, HttpLimits limits)
    {
        (this.listeners, this.service, this.limits) = (listeners, service, limits);
        createConnection = socket => new(socket, service, names, latency, stopping.Token);
        Url = new($"http://{listeners[0].LocalEndpoint}");
        timeoutTimer = new(_ => CloseTimedOut(), null, limits.CheckInterval, limits.CheckInterval);
    }

    /// <inheritdoc/>
    public Uri Url { get; }

    /// <inheritdoc/>
    public LocalServiceStatus Status => Use(state => new LocalServiceStatus(Url, service.Options, state.Value.Clock.Now, state.Value.Clock.IsStopped));

    /// <summary>Starts listening.</summary>
    /// <exception cref="IOException">The port is in use, or this machine does not have an address.</exception>
    public static HttpHost Start(
        LocalImageBuilder service, int port, TimeSpan latency, HttpLimits? limits = null, HostNames? names = null)
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
        var host = new HttpHost(listeners, service, names, latency, limits ?? new());
        foreach (var listener in listeners)
            _ = host.AcceptAsync(listener);
        return host;
    }

    /// <inheritdoc/>
    public void SetClock(DateTimeOffset? time, TimeSpan? advance, bool? isStopped) =>
        Use(state => StateOperations.SetClock(state.Value, time, advance, isStopped));

    /// <inheritdoc/>
    public void Reset(DateTimeOffset? time) => Use(state => StateOperations.Reset(state, time));

    /// <inheritdoc/>
    public string Save() => Encoding.UTF8.GetString(Use(state => StateOperations.Save(state.Value)));

    /// <inheritdoc/>
    public void Load(string state) => Use(current => StateOperations.Load(current, Encoding.UTF8.GetBytes(state)));

    /// <summary>
    /// Stops the service. A request in progress gets its response, or a 503 if its processing has not started. After one
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
        service.Dispose();
    }

    private T Use<T>(Func<CurrentState, T> use) => service.UseAsync(use).GetAwaiter().GetResult();

    private void Use(Action<CurrentState> use) => Use(state =>
    {
        use(state);
        return true;
    });

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
