using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Concurrency;

namespace ImageBuilderPS.Tests.Distributing;

/// <summary>An endpoint that answers as a test says.</summary>
internal sealed class FakeImageBuilder(Func<Request, Task<Response>> answer) : IImageBuilder
{
    private int running;

    public FakeImageBuilder(Func<Request, Response> answer)
        : this(request => Task.FromResult(answer(request)))
    {
    }

    public string Region => "us-east-1";

    public Uri Endpoint { get; } = new("http://127.0.0.1:1");

    public int MostAtOnce { get; private set; }

    public Task ResolveCredentialsAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<TResponse> SendAsync<TResponse>(
        Request<TResponse> request, CancellationToken cancellationToken, bool retriesThrottles = true)
        where TResponse : Response, new()
    {
        lock (this)
            MostAtOnce = Math.Max(MostAtOnce, ++running);
        try
        {
            return (TResponse)await answer(request).WaitAsync(cancellationToken);
        }
        finally
        {
            lock (this)
                running--;
        }
    }
}
