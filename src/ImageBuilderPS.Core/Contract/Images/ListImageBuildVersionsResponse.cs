using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A page of builds.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ListImageBuildVersionsResponse : Response, IPage<ImageSummary>
{
    /// <summary>The builds, in short.</summary>
    [ListConstraint(0, int.MaxValue)]
    public ImageSummary[]? ImageSummaryList { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<ImageSummary> IPage<ImageSummary>.Items => ImageSummaryList ?? [];
}
