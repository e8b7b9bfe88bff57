using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Cancels an image that is not in a terminal state.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("CancelImageCreation", "PUT", RequestIdInBody = true)]
public sealed class CancelImageCreationRequest : Request<CancelImageCreationResponse>, IIdempotent
{
    /// <summary>The ARN of the image build version.</summary>
    [ApiRequired, ImageBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }

    /// <summary>Makes the call idempotent: the same token with the same parameters answers as the first call did. 1 to 36 characters.</summary>
    [ApiRequired, ClientToken]
    public string? ClientToken { get; set; }
}

/// <summary>What the call was about.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class CancelImageCreationResponse : Response
{
    /// <summary>The request's client token.</summary>
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>The ARN of the image build version.</summary>
    [ApiRequired]
    [ImageBuildVersionArn]
    public string? ImageBuildVersionArn { get; set; }
}
