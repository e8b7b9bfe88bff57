using System.Net;
using ImageBuilderPS.LocalService.Wire;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>Takes one HTTP request to the service and its answer back.</summary>
internal sealed class HttpExchange(LocalImageBuilder service, TimeSpan latency)
{
    private const int BufferBytes = 16 * 1024;
    private const long MostDropped = 64 << 20;

    public async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            if (latency > TimeSpan.Zero)
                await Task.Delay(latency).ConfigureAwait(false);
            var request = await ReadAsync(context.Request).ConfigureAwait(false);
            await WriteAsync(context.Response, service.Handle(request)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The caller has gone, or speaks no HTTP, or the service is closing: nobody is left to tell.
            context.Response.Abort();
        }
    }

    private static async Task<ServiceRequest> ReadAsync(HttpListenerRequest request)
    {
        var headers = request.Headers.AllKeys
            .OfType<string>()
            .ToDictionary(name => name, name => request.Headers[name] ?? "", StringComparer.OrdinalIgnoreCase);
        var (path, query) = RawUrl.Split(request.RawUrl ?? "/");
        var limit = LocalImageBuilder.LargestBodyOf(path);
        return new(request.HttpMethod, path, query, headers, await ReadBodyAsync(request, limit).ConfigureAwait(false));
    }

    // One byte more than is allowed is enough to know that it is too much. The rest is read and dropped, since most
    // callers listen only when they have sent everything.
    private static async Task<byte[]> ReadBodyAsync(HttpListenerRequest request, long limit)
    {
        if (!request.HasEntityBody)
            return [];
        using var body = new MemoryStream();
        var buffer = new byte[BufferBytes];
        var read = 1;
        while (body.Length <= limit
            && (read = await request.InputStream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, read);
        }
        for (var dropped = 0L; read > 0 && dropped < MostDropped; dropped += read)
            read = await request.InputStream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
        return body.ToArray();
    }

    private static async Task WriteAsync(HttpListenerResponse response, ServiceResponse answer)
    {
        response.StatusCode = answer.Status;
        foreach (var header in answer.Headers)
        {
            if (header.Key == "Content-Type")
                response.ContentType = header.Value;
            else
                response.Headers[header.Key] = header.Value;
        }
        response.ContentLength64 = answer.Body.Length;
        await response.OutputStream.WriteAsync(answer.Body, 0, answer.Body.Length).ConfigureAwait(false);
        response.Close();
    }
}
