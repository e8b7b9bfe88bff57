using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A page of image versions.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ListImagesResponse : Response, IPage<ImageVersion>
{
    /// <summary>The image versions.</summary>
    [ListConstraint(0, int.MaxValue)]
    public ImageVersion[]? ImageVersionList { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<ImageVersion> IPage<ImageVersion>.Items => ImageVersionList ?? [];
}
