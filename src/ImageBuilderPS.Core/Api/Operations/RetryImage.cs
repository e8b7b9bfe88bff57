using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Resumes a failed or cancelled distribution from the phase in which it stopped, with its original settings.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("RetryImage", "PUT")]
public sealed class RetryImageRequest : Request<RetryImageResponse>, IIdempotent
{
    /// <summary>The ARN of the image build version.</summary>
    [ApiRequired, ImageBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [ApiRequired, ClientToken]
    public string? ClientToken { get; set; }
}

/// <summary>The image that is resumed.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class RetryImageResponse : Response
{
    /// <summary>The request's client token.</summary>
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>The ARN of the image build version.</summary>
    [ApiRequired]
    [ImageBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }
}
