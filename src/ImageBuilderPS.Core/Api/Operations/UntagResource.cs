using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Removes tags from a resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("UntagResource", "DELETE", Path = "/tags/{resourceArn}")]
public sealed class UntagResourceRequest : Request<UntagResourceResponse>
{
    /// <summary>The resource's ARN.</summary>
    [ApiRequired, ImageBuilderArn, InPath]
    public string? ResourceArn { get; set; }

    /// <summary>The keys of the tags, 1 to 50.</summary>
    [ApiRequired, TagKeyList]
    public string[]? TagKeys { get; set; }
}

/// <summary>The tags were removed.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class UntagResourceResponse : Response;
