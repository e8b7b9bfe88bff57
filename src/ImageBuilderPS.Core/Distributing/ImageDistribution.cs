using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>The result of a distribution, as of the last poll.</summary>
public sealed class ImageDistribution
{
    /// <summary>What was distributed; null when only the image is known.</summary>
    public string? SourceImage { get; internal set; }

    /// <summary>The distribution configuration; null when only the image is known and names none.</summary>
    public string? DistributionConfigurationArn { get; internal set; }

    /// <summary>The image that was distributed.</summary>
    public string? ImageBuildVersionArn { get; internal set; }

    /// <summary>The image's status at the last poll; null when there was none.</summary>
    public string? Status { get; internal set; }

    /// <summary>The service's reason for that state, where it gives one.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Where and why the distribution failed, as the service says; null when it does not say.</summary>
    public ImageFailureContext? FailureContext { get; internal set; }

    /// <summary>How long the image was waited for, in seconds to a tenth.</summary>
    public double DurationSeconds { get; internal set; }

    /// <summary>How often the failed image was resumed.</summary>
    public int Resumes { get; internal set; }

    /// <summary>One row per region and account.</summary>
    public ImageDistributionTarget[] Targets { get; internal set; } = [];

    internal IReadOnlyList<RegionFailure> RegionFailures => FailureContext?.DistributionFailure?.RegionFailures ?? [];

    /// <summary>The response to the request, with its client token; null when only the image is known.</summary>
    public DistributeImageResponse? Response { get; internal set; }

    internal static ImageDistribution From(string imageBuildVersionArn, Image? image, TimeSpan duration) => new()
    {
        ImageBuildVersionArn = imageBuildVersionArn,
        DistributionConfigurationArn = image?.DistributionConfiguration?.Arn,
        Status = image?.State?.Status,
        Reason = image?.State?.Reason,
        DurationSeconds = Math.Round(duration.TotalSeconds, 1),
        FailureContext = image?.State?.FailureContext,
        Targets = ImageDistributionTarget.From(image),
    };

    /// <summary>Adds the facts of the request that started it.</summary>
    /// <param name="response">The response to the request.</param>
    internal void Add(DistributeImageResponse response)
    {
        Response = response;
        SourceImage = response.SourceImage;
        DistributionConfigurationArn = response.DistributionConfigurationArn;
    }

    /// <summary>The image and its state.</summary>
    public override string ToString() => $"{ImageBuildVersionArn} {Status}".TrimEnd();
}
