using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Http;

namespace ImageBuilderPS.Tests.Support;

/// <summary>An endpoint on a free loopback port that answers by script and keeps what it was sent; the last answer repeats.</summary>
public sealed class StubEndpoint : IDisposable
{
    private readonly HttpListener listener;
    private readonly Queue<StubAnswer> script;
    private readonly ConcurrentQueue<StubRequest> requests = new();
    private readonly TaskCompletionSource<bool> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<HttpListenerContext> silent = [];
    private int underway;
    private int mostUnderway;

    public StubEndpoint(params StubAnswer[] script)
    {
        this.script = new(script.Length > 0 ? script : [new StubAnswer()]);
        (listener, Url) = Listen();
        _ = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    /// <summary>How long every answer takes.</summary>
    public TimeSpan Delay { get; init; }

    public IReadOnlyList<StubRequest> Requests => [.. requests];

    public StubRequest Request => Assert.Single(requests);

    /// <summary>How many requests were answered at once, at the most.</summary>
    public int MostUnderway => mostUnderway;

    /// <summary>Ends when the first request has come.</summary>
    public Task Arrived => arrived.Task;

    public void Dispose()
    {
        lock (silent)
            silent.ForEach(context => context.Response.Abort());
        listener.Close();
    }

    private static (HttpListener Listener, Uri Url) Listen()
    {
        for (var attempt = 0; ; attempt++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            free.Stop();
            var listener = new HttpListener { Prefixes = { url } };
            try
            {
                listener.Start();
                return (listener, new Uri(url));
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var url = context.Request.RawUrl!.Split('?', 2);
        requests.Enqueue(new(context.Request.HttpMethod, url[0], url.Length > 1 ? url[1] : "", context.Request.Headers, body.ToArray()));
        arrived.TrySetResult(true);
        StubAnswer answer;
        lock (script)
        {
            answer = script.Count > 1 ? script.Dequeue() : script.Peek();
            mostUnderway = Math.Max(mostUnderway, ++underway);
        }
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay);
        lock (script)
            underway--;
        Write(context, answer);
    }

    private void Write(HttpListenerContext context, StubAnswer answer)
    {
        if (answer == StubAnswer.Silence)
        {
            lock (silent)
                silent.Add(context);
            return;
        }
        if (answer == StubAnswer.Reset)
        {
            // Ends in the middle of an answer; aborting before its first byte would send an empty good one.
            context.Response.ContentLength64 = 100;
            context.Response.OutputStream.Write("{"u8);
            context.Response.OutputStream.Flush();
            context.Response.Abort();
            return;
        }
        context.Response.StatusCode = answer.Status;
        if (answer.ErrorType is not null)
            context.Response.Headers["x-amzn-ErrorType"] = answer.ErrorType;
        if (answer.RequestId is not null)
            context.Response.Headers["x-amzn-RequestId"] = answer.RequestId;
        context.Response.Close(Encoding.UTF8.GetBytes(answer.Body), willBlock: true);
    }
}
