using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Lists image versions.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("ListImages", "POST", RequestIdInBody = true)]
public sealed class ListImagesRequest : Request<ListImagesResponse>, IPageRequest
{
    /// <summary>Whose images; the caller's own by default.</summary>
    [OneOf(typeof(Ownership))]
    public string? Owner { get; set; }

    /// <summary>1 to 10 filters, all of which must match. Names: <c>name</c>, <c>osVersion</c>, <c>platform</c>, <c>type</c>, <c>version</c>.</summary>
    [FilterList("name", "osVersion", "platform", "type", "version")]
    public Filter[]? Filters { get; set; }

    /// <summary>Whether the list holds images by their recipe's name.</summary>
    public bool? ByName { get; set; }

    /// <summary>Whether Amazon's deprecated images are listed too. The caller's own are always listed.</summary>
    public bool? IncludeDeprecated { get; set; }

    /// <summary>How many items a page holds, 1 to 25.</summary>
    [ApiRange(1, 25)]
    public int? MaxResults { get; set; }

    /// <summary>Where the page begins: the <c>nextToken</c> of the page before.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }
}

/// <summary>A page of image versions.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
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
