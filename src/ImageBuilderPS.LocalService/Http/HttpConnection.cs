using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>One caller's connection: requests in, answers out, until either side ends it.</summary>
internal sealed class HttpConnection(Socket socket, LocalImageBuilder service, TimeSpan latency, CancellationToken stopping)
{
    private const int BufferBytes = 16 * 1024;
    private static readonly TimeSpan LongestDrop = TimeSpan.FromSeconds(30);
    private static readonly byte[] Continue = Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\n");

    private readonly Stopwatch sinceProgress = Stopwatch.StartNew();
    private volatile Phase phase = Phase.Idle;

    private enum Phase
    {
        /// <summary>Between two requests.</summary>
        Idle,

        /// <summary>A request is being read, or an answer written: the caller has to do its part.</summary>
        Transfer,

        /// <summary>The service works.</summary>
        Work,
    }

    /// <summary>Whether no request is under way.</summary>
    public bool IsIdle => phase == Phase.Idle;

    /// <summary>For how long the caller has kept it waiting; none while the service works.</summary>
    public TimeSpan Waited => phase == Phase.Work ? TimeSpan.Zero : sinceProgress.Elapsed;

    /// <summary>Answers requests until the connection ends.</summary>
    public async Task RunAsync()
    {
        try
        {
            socket.NoDelay = true;
            using var stream = new NetworkStream(socket, ownsSocket: true);
            var reader = new HttpRequestReader(stream);
            while (await reader.WaitAsync().ConfigureAwait(false) && await AnswerAsync(stream, reader).ConfigureAwait(false))
                Enter(Phase.Idle);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The caller has gone, or the service is closing: nobody is left to tell. An answer that is not whole is
            // none, since its length stands before it.
            Trace.Write(error);
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Ends the connection at once, without an answer.</summary>
    public void Close() => socket.Dispose();

    private async Task<bool> AnswerAsync(Stream stream, HttpRequestReader reader)
    {
        Enter(Phase.Transfer);
        HttpRequestHead? head = null;
        var isRead = false;
        ServiceResponse answer;
        try
        {
            head = await reader.ReadHeadAsync().ConfigureAwait(false);
            CallerCheck.Verify(head);
            (var request, isRead) = await ReadAsync(stream, reader, head).ConfigureAwait(false);
            Enter(Phase.Work);
            await DelayAsync().ConfigureAwait(false);
            answer = service.Handle(request);
        }
        catch (ImageBuilderException error)
        {
            answer = ServiceResponse.Error(error).WithRequestId(Guid.NewGuid().ToString());
        }
        Enter(Phase.Transfer);
        var keepsAlive = isRead && head!.KeepsAlive && !stopping.IsCancellationRequested;
        await WriteAsync(stream, answer, keepsAlive, hasBody: head?.Method != "HEAD").ConfigureAwait(false);
        if (!keepsAlive)
        {
            socket.Shutdown(SocketShutdown.Send);
            if (!isRead)
                await DropAsync(stream).ConfigureAwait(false);
        }
        return keepsAlive;
    }

    // One byte more than is allowed is enough to know that it is too much.
    private async Task<(ServiceRequest Request, bool IsRead)> ReadAsync(Stream stream, HttpRequestReader reader, HttpRequestHead head)
    {
        var (path, query) = RawUrl.Split(head.Target);
        var limit = LocalImageBuilder.LargestBodyOf(path);
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

    /// <exception cref="ServiceUnavailableException">The service stops; it has not looked at the request.</exception>
    private async Task DelayAsync()
    {
        try
        {
            stopping.ThrowIfCancellationRequested();
            if (latency > TimeSpan.Zero)
                await Task.Delay(latency, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new ServiceUnavailableException("The local service is stopping; the request was not carried out.");
        }
    }

    private static async Task WriteAsync(Stream stream, ServiceResponse answer, bool keepsAlive, bool hasBody)
    {
        var head = new StringBuilder(FormattableString.Invariant(
            $"HTTP/1.1 {answer.Status} {(HttpStatusCode)answer.Status}\r\nDate: {DateTime.UtcNow:R}\r\nContent-Length: {answer.Body.Length}\r\n"));
        foreach (var header in answer.Headers)
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        if (!keepsAlive)
            head.Append("Connection: close\r\n");
        var bytes = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
        if (hasBody)
            bytes = [.. bytes, .. answer.Body];
        await stream.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
    }

    // Most callers listen only when they have sent everything, and one whose bytes nobody takes loses the answer.
    private static async Task DropAsync(Stream stream)
    {
        var dropping = Stopwatch.StartNew();
        var buffer = new byte[BufferBytes];
        while (dropping.Elapsed < LongestDrop && await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false) > 0)
        {
            // Only the end counts.
        }
    }

    private void Enter(Phase next)
    {
        sinceProgress.Restart();
        phase = next;
    }
}
