using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Lists the runs that concern a resource.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("ListLifecycleExecutions", "POST")]
public sealed class ListLifecycleExecutionsRequest : Request<ListLifecycleExecutionsResponse>, IPageRequest
{
    /// <summary>The ARN of a policy or an image.</summary>
    [ApiRequired, ImageBuilderArn]
    public string? ResourceArn { get; set; }

    /// <summary>How many items a page holds, 1 to 25.</summary>
    [ApiRange(1, 25)]
    public int? MaxResults { get; set; }

    /// <summary>Where the page begins: the <c>nextToken</c> of the page before.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }
}

/// <summary>A page of runs.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ListLifecycleExecutionsResponse : Response, IPage<LifecycleExecution>
{
    /// <summary>The runs.</summary>
    [ListConstraint(0, int.MaxValue)]
    public LifecycleExecution[]? LifecycleExecutions { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<LifecycleExecution> IPage<LifecycleExecution>.Items => LifecycleExecutions ?? [];
}
