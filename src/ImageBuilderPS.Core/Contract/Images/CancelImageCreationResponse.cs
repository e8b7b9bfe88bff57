using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What the call was about.</summary>
/// <remarks>Source: the service's published model.</remarks>
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
