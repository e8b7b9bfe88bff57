using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Lists what a run did.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
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

/// <summary>A page of what a run did.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ListLifecycleExecutionResourcesResponse : Response, IPage<LifecycleExecutionResource>
{
    /// <summary>The run's id.</summary>
    [LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>The run's state.</summary>
    public LifecycleExecutionState? LifecycleExecutionState { get; set; }

    /// <summary>The resources.</summary>
    [ListConstraint(0, int.MaxValue)]
    public LifecycleExecutionResource[]? Resources { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<LifecycleExecutionResource> IPage<LifecycleExecutionResource>.Items => Resources ?? [];
}
