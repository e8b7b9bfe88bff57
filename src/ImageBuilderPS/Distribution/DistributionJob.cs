using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Distribution;

/// <summary>A request on its way, and what is known of it.</summary>
/// <param name="request">The request.</param>
internal sealed class DistributionJob(DistributeImageRequest request)
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

    /// <summary>The answer, once there is one.</summary>
    public DistributeImageResponse? Response
    {
        get => response;
        set => response = value;
    }
}
