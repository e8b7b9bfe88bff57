using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>An image.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class GetImageResponse : Response
{
    /// <summary>The image.</summary>
    [ApiRequired]
    public Image? Image { get; set; }

    /// <summary>ARNs that lead to its newest versions.</summary>
    public LatestVersionReferences? LatestVersionReferences { get; set; }
}
