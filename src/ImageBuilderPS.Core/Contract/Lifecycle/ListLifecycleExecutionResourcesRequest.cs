using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Lists what a run did.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("ListLifecycleExecutionResources", "POST")]
public sealed class ListLifecycleExecutionResourcesRequest : Request<ListLifecycleExecutionResourcesResponse>, IPageRequest
{
    /// <summary>The run's id.</summary>
    [ApiRequired, LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>The ARN of an image resource whose AMIs or containers are listed; the image resources when left out.</summary>
    [NonEmptyString]
    public string? ParentResourceId { get; set; }

    /// <summary>How many items a page holds, 1 to 25.</summary>
    [ApiRange(1, 25)]
    public int? MaxResults { get; set; }

    /// <summary>Where the page begins: the <c>nextToken</c> of the page before.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }
}
