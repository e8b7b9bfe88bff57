using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Lists the builds of an image version, or all builds.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("ListImageBuildVersions", "POST", RequestIdInBody = true)]
public sealed class ListImageBuildVersionsRequest : Request<ListImageBuildVersionsResponse>, IPageRequest
{
    /// <summary>The image version; all when left out.</summary>
    [ImageVersionArn]
    public string? ImageVersionArn { get; set; }

    /// <summary>1 to 10 filters, all of which must match. Names: <c>name</c>, <c>osVersion</c>, <c>platform</c>, <c>type</c>, <c>version</c>.</summary>
    [FilterList("name", "osVersion", "platform", "type", "version")]
    public Filter[]? Filters { get; set; }

    /// <summary>How many items a page holds, 1 to 25.</summary>
    [ApiRange(1, 25)]
    public int? MaxResults { get; set; }

    /// <summary>Where the page begins: the <c>nextToken</c> of the page before.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }
}

/// <summary>A page of builds.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ListImageBuildVersionsResponse : Response, IPage<ImageSummary>
{
    /// <summary>The summaries of the builds.</summary>
    [ListConstraint(0, int.MaxValue)]
    public ImageSummary[]? ImageSummaryList { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<ImageSummary> IPage<ImageSummary>.Items => ImageSummaryList ?? [];
}
