using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Reads the tags of a resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("ListTagsForResource", "GET", Path = "/tags/{resourceArn}")]
public sealed class ListTagsForResourceRequest : Request<ListTagsForResourceResponse>
{
    /// <summary>The resource's ARN.</summary>
    [ApiRequired, ImageBuilderArn, InPath]
    public string? ResourceArn { get; set; }
}

/// <summary>The tags of a resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ListTagsForResourceResponse : Response
{
    /// <summary>The tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }
}
