using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Reads an image.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("GetImage", "GET", RequestIdInBody = true)]
public sealed class GetImageRequest : Request<GetImageResponse>
{
    /// <summary>The ARN of an image build version, or of a version, in which <c>x</c> stands for the newest.</summary>
    [ApiRequired, ImageVersionArnOrBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }
}
