using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Distribution;

/// <summary>A request on its way, and what is known of it.</summary>
/// <param name="request">The request.</param>
internal sealed class DistributionJob(DistributeImageRequest request)
{
    private volatile bool isSent;
    private volatile DistributeImageResponse? response;
    private volatile Exception? refusal;

    public DistributeImageRequest Request => request;

    /// <summary>Whether the service may have seen it.</summary>
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

    /// <summary>Why there is no answer, once that is known.</summary>
    public Exception? Refusal
    {
        get => refusal;
        set => refusal = value;
    }
}
