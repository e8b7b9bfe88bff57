using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>One caller's connection: reads requests and writes responses until either side closes it.</summary>
internal sealed class HttpConnection(
    Socket socket, IRequestHandler handler, HostNames names, TimeSpan latency, CancellationToken stopping)
{
    private const int BufferBytes = 16 * 1024;
    private static readonly TimeSpan MaxDrainTime = TimeSpan.FromSeconds(30);
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private readonly Stopwatch sincePhase = Stopwatch.StartNew();
    private readonly Stopwatch sinceProgress = Stopwatch.StartNew();
    private volatile Phase phase = Phase.Idle;

    private enum Phase
    {
        /// <summary>Between two requests.</summary>
        Idle,

        /// <summary>A request is being read or a response written: the service waits for the caller.</summary>
        Transfer,

        /// <summary>The service handles the request.</summary>
        Work,
    }

    /// <summary>Whether no request is in progress.</summary>
    public bool IsIdle => phase == Phase.Idle;

    /// <summary>How long the service has waited for the caller; zero while it handles a request.</summary>
    public TimeSpan WaitTime => phase == Phase.Work ? TimeSpan.Zero : sinceProgress.Elapsed;

    /// <summary>How long the current request or response has been on its way; zero while there is none.</summary>
    public TimeSpan TransferTime => phase == Phase.Transfer ? sincePhase.Elapsed : TimeSpan.Zero;

    /// <summary>Handles requests until the connection closes.</summary>
    public async Task RunAsync()
    {
        try
        {
            socket.NoDelay = true;
            using var stream = new NetworkStream(socket, ownsSocket: true);
            var reader = new HttpRequestReader(stream);
            while (await reader.WaitAsync().ConfigureAwait(false) && await HandleRequestAsync(stream, reader).ConfigureAwait(false))
                Enter(Phase.Idle);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The caller has closed the connection, or the service is stopping. The caller detects an incomplete response by
            // its Content-Length.
            ErrorLog.Write(error);
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Closes the connection at once, without a response.</summary>
    public void Close() => socket.Dispose();

    private async Task<bool> HandleRequestAsync(Stream stream, HttpRequestReader reader)
    {
        Enter(Phase.Transfer);
        HttpRequestHead? head = null;
        var isFullyRead = false;
        ServiceResponse response;
        try
        {
            head = await reader.ReadHeadAsync().ConfigureAwait(false);
            CallerCheck.Verify(head, names);
            (var request, isFullyRead) = await ReadAsync(stream, reader, head).ConfigureAwait(false);
            Enter(Phase.Work);
            await DelayAsync(latency).ConfigureAwait(false);
            response = await DelayAsync(await handler.HandleAsync(request).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (ImageBuilderException error)
        {
            response = ServiceResponse.Error(error).WithRequestId(Guid.NewGuid().ToString());
        }
        if (response.Transport is { IsReset: true })
        {
            // Before the stream is disposed: that ends the connection in good order.
            socket.LingerState = new(enable: true, seconds: 0);
            Close();
            return false;
        }
        if (response.Transport is { IsSilent: true })
        {
            Enter(Phase.Idle);
            await DiscardAsync(stream, TimeSpan.MaxValue).ConfigureAwait(false);
            return false;
        }
        Enter(Phase.Transfer);
        var keepsAlive = isFullyRead && head!.KeepsAlive && response.Transport?.BodyBytes is null && !stopping.IsCancellationRequested;
        await WriteAsync(stream, response, keepsAlive, hasBody: head?.Method != "HEAD").ConfigureAwait(false);
        if (!keepsAlive)
        {
            socket.Shutdown(SocketShutdown.Send);
            if (!isFullyRead)
                await DiscardAsync(stream, MaxDrainTime).ConfigureAwait(false);
        }
        return keepsAlive;
    }

    // Reading stops at the first byte beyond the limit; the handler then rejects the body.
    private async Task<(ServiceRequest Request, bool IsFullyRead)> ReadAsync(Stream stream, HttpRequestReader reader, HttpRequestHead head)
    {
        var (path, query) = RawUrl.Split(head.Target);
        var limit = handler.MaxBodyBytesOf(path, head.Headers);
        if (head.ContentLength > limit)
            throw ProtocolErrors.TooLarge(limit);
        if (head.ExpectsContinue)
            await stream.WriteAsync(Continue, 0, Continue.Length).ConfigureAwait(false);
        using var body = new MemoryStream();
        var buffer = new byte[BufferBytes];
        var read = 1;
        while (body.Length <= limit && (read = await reader.ReadBodyAsync(buffer).ConfigureAwait(false)) > 0)
        {
            sinceProgress.Restart();
            body.Write(buffer, 0, read);
        }
        return (new(head.Method, path, query, head.Headers, body.ToArray()), read == 0);
    }

    /// <exception cref="ServiceUnavailableException">The service is stopping; it has not handled the request.</exception>
    private async Task DelayAsync(TimeSpan time)
    {
        try
        {
            stopping.ThrowIfCancellationRequested();
            if (time > TimeSpan.Zero)
                await Task.Delay(time, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new ServiceUnavailableException("The local service is stopping; it did not process the request.");
        }
    }

    private async Task<ServiceResponse> DelayAsync(ServiceResponse response)
    {
        if (response.Transport is not { } directive)
            return response;
        if (directive.Next is { } handle)
        {
            await DelayAsync(directive.Delay).ConfigureAwait(false);
            return await handle().ConfigureAwait(false);
        }
        // The request was handled, so its response stays correct when the service stops.
        await Task.WhenAny(Task.Delay(directive.Delay, stopping)).ConfigureAwait(false);
        return response;
    }

    private static async Task WriteAsync(Stream stream, ServiceResponse response, bool keepsAlive, bool hasBody)
    {
        var head = new StringBuilder(FormattableString.Invariant(
            $"HTTP/1.1 {response.Status} {(HttpStatusCode)response.Status}\r\nDate: {DateTime.UtcNow:R}\r\n"));
        // HTTP does not allow the header in a response with this status.
        if (response.Status != (int)HttpStatusCode.NoContent)
            head.Append("Content-Length: ").Append(response.Body.Length).Append("\r\n");
        foreach (var header in response.Headers)
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        if (!keepsAlive)
            head.Append("Connection: close\r\n");
        var bytes = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
        if (hasBody)
            bytes = [.. bytes, .. response.Body.Take(response.Transport?.BodyBytes ?? response.Body.Length)];
        await stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
    }

    // Closing with unread bytes resets the connection, and the caller would lose the response.
    private static async Task DiscardAsync(Stream stream, TimeSpan maxTime)
    {
        var watch = Stopwatch.StartNew();
        var buffer = new byte[BufferBytes];
        while (watch.Elapsed < maxTime && await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false) > 0)
        {
            // Discard what was read.
        }
    }

    private void Enter(Phase next)
    {
        sincePhase.Restart();
        sinceProgress.Restart();
        phase = next;
    }
}
