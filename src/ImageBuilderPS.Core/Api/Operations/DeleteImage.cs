using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Deletes the record of an image. Its AMIs, snapshots and container images stay.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("DeleteImage", "DELETE", RequestIdInBody = true)]
public sealed class DeleteImageRequest : Request<DeleteImageResponse>
{
    /// <summary>The ARN of the image build version.</summary>
    [ApiRequired, ImageBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }
}

/// <summary>What was deleted.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class DeleteImageResponse : Response
{
    /// <summary>The ARN of the image build version.</summary>
    [ApiRequired]
    [ImageBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }
}
