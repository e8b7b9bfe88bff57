using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Reads an image.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("GetImage", "GET", RequestIdInBody = true)]
public sealed class GetImageRequest : Request<GetImageResponse>
{
    /// <summary>The ARN of an image build version, or of a version, in which <c>x</c> stands for the newest.</summary>
    [ApiRequired, ImageVersionArnOrBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }
}

/// <summary>An image.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class GetImageResponse : Response
{
    /// <summary>The image.</summary>
    [ApiRequired]
    public Image? Image { get; set; }

    /// <summary>ARNs that lead to its newest versions.</summary>
    public LatestVersionReferences? LatestVersionReferences { get; set; }
}
