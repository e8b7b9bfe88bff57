using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Distributing;

/// <summary>A request on its way, and what is known of it.</summary>
/// <param name="request">The request.</param>
internal sealed class PendingDistribution(DistributeImageRequest request)
{
    private volatile bool isSent;
    private volatile DistributeImageResponse? response;

    public DistributeImageRequest Request => request;

    /// <summary>Whether the service may have taken it: sent, and not refused.</summary>
    public bool IsSent
    {
        get => isSent;
        set => isSent = value;
    }

    /// <summary>Marks it as sent unless the pipeline stops: whoever stops it and looks then misses nothing that goes out.</summary>
    /// <param name="cancellation">Ends when the pipeline is stopped.</param>
    /// <returns>Whether to send it.</returns>
    public bool TrySend(CancellationToken cancellation)
    {
        isSent = true;
        Interlocked.MemoryBarrier();
        return isSent = !cancellation.IsCancellationRequested;
    }

    /// <summary>The answer, once there is one.</summary>
    public DistributeImageResponse? Response
    {
        get => response;
        set => response = value;
    }
}
