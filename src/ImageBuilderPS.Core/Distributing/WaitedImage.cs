using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>An image that is waited for.</summary>
public sealed class WaitedImage
{
    internal WaitedImage(string imageBuildVersionArn, long startTimestamp) =>
        (ImageBuildVersionArn, StartTimestamp) = (imageBuildVersionArn, startTimestamp);

    /// <summary>The image's ARN.</summary>
    public string ImageBuildVersionArn { get; }

    /// <summary>The status at the last poll; null before the first.</summary>
    public string? Status => Image?.State?.Status;

    internal long StartTimestamp { get; }

    internal Image? Image { get; set; }
}
