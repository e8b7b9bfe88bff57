using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Adds tags to a resource, and changes the values of those that it has.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("TagResource", "POST", Path = "/tags/{resourceArn}")]
public sealed class TagResourceRequest : Request<TagResourceResponse>
{
    /// <summary>The resource's ARN.</summary>
    [ApiRequired, ImageBuilderArn, InPath]
    public string? ResourceArn { get; set; }

    /// <summary>The tags, at most 50.</summary>
    [ApiRequired, TagMap]
    public TagMap? Tags { get; set; }
}

/// <summary>The tags were added.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class TagResourceResponse : Response;
