using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Distributes an existing AMI to the regions and accounts of a distribution configuration, without a rebuild.</summary>
/// <remarks>Source: API page DistributeImage.</remarks>
[Operation("DistributeImage", "PUT")]
public sealed class DistributeImageRequest : Request<DistributeImageResponse>, IIdempotent
{
    /// <summary>
    /// What to distribute: an AMI id, <c>ssm:</c> with the name or ARN of a parameter that holds one, or the ARN of an image
    /// build version or of a version, in which <c>x</c> is a wildcard: its newest AVAILABLE build. 1 to 1024 characters.
    /// </summary>
    [ApiRequired, SourceImage]
    public string? SourceImage { get; set; }

    /// <summary>The ARN of the distribution configuration to use.</summary>
    [ApiRequired, DistributionConfigurationArn]
    public string? DistributionConfigurationArn { get; set; }

    /// <summary>The name or ARN of the IAM role that the distribution runs as, 1 to 2048 characters.</summary>
    [ApiRequired, RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>Tags for the distributed image, at most 50.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>Where the distribution logs.</summary>
    public ImageLoggingConfiguration? LoggingConfiguration { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [ApiRequired, ClientToken]
    public string? ClientToken { get; set; }
}

/// <summary>The distribution that was started, with members of its request.</summary>
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

    /// <summary>The region whose endpoint received the request.</summary>
    [NotInApi]
    public string? Region { get; set; }

    /// <summary>The ARN of the image.</summary>
    public override string ToString() => $"{ImageBuildVersionArn}";
}
