using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>An image that is waited for.</summary>
public sealed class WaitedImage
{
    internal WaitedImage(string imageBuildVersionArn, DateTimeOffset start) =>
        (ImageBuildVersionArn, Start) = (imageBuildVersionArn, start);

    /// <summary>The image.</summary>
    public string ImageBuildVersionArn { get; }

    /// <summary>Its state at the last look; null before the first.</summary>
    public string? Status => Seen?.State?.Status;

    /// <summary>When waiting began.</summary>
    public DateTimeOffset Start { get; }

    internal Image? Seen { get; set; }
}
