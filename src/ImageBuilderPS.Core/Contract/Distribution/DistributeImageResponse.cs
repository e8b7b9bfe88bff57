using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What a distribution was started as, with the request that it belongs to.</summary>
/// <remarks>Source: API page DistributeImage.</remarks>
public sealed class DistributeImageResponse : Response
{
    /// <summary>The request's client token.</summary>
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>The ARN of the image that is being distributed; follow its state.</summary>
    [ApiRequired]
    [ImageBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }

    /// <summary>The request's source image.</summary>
    [NotInApi]
    public string? SourceImage { get; set; }

    /// <summary>The request's distribution configuration.</summary>
    [NotInApi]
    public string? DistributionConfigurationArn { get; set; }

    /// <summary>The region whose endpoint took the request.</summary>
    [NotInApi]
    public string? Region { get; set; }

    /// <summary>The ARN of the image.</summary>
    public override string ToString() => $"{ImageBuildVersionArn}";
}
