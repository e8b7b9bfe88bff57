using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Distributing;

/// <summary>A request of a batch, and whether the service may have it. Safe for many threads.</summary>
/// <param name="request">The request.</param>
internal sealed class PendingDistribution(DistributeImageRequest request)
{
    private readonly object gate = new();
    private DistributeImageResponse? response;
    private bool isSent;

    public DistributeImageRequest Request => request;

    /// <summary>Whether the service may have taken the request: it was sent, and not refused.</summary>
    public bool IsSent
    {
        get
        {
            lock (gate)
                return isSent;
        }
    }

    /// <summary>The response; null before it arrives.</summary>
    public DistributeImageResponse? Response
    {
        get
        {
            lock (gate)
                return response;
        }
    }

    /// <summary>Marks the request as sent, unless the pipeline was cancelled before.</summary>
    /// <param name="cancellation">Cancelled when the pipeline is stopped.</param>
    /// <returns>Whether to send it.</returns>
    /// <remarks>
    /// The lock makes it atomic: one who cancels first and reads <see cref="IsSent"/> then misses no request that is sent.
    /// </remarks>
    public bool TryMarkSent(CancellationToken cancellation)
    {
        lock (gate)
            return isSent = !cancellation.IsCancellationRequested;
    }

    /// <summary>Records that the service refused the request.</summary>
    public void MarkRefused()
    {
        lock (gate)
            isSent = false;
    }

    /// <summary>Records the response.</summary>
    public void MarkAnswered(DistributeImageResponse answer)
    {
        lock (gate)
            response = answer;
    }
}
