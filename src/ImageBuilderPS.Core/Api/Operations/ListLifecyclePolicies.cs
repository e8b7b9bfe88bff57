using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Lists lifecycle policies.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("ListLifecyclePolicies", "POST")]
public sealed class ListLifecyclePoliciesRequest : Request<ListLifecyclePoliciesResponse>, IPageRequest
{
    /// <summary>1 to 10 filters, all of which must match. Names: <c>name</c>, <c>resourceType</c>, <c>status</c>.</summary>
    [FilterList("name", "resourceType", "status")]
    public Filter[]? Filters { get; set; }

    /// <summary>How many items a page holds, 1 to 25.</summary>
    [ApiRange(1, 25)]
    public int? MaxResults { get; set; }

    /// <summary>Where the page begins: the <c>nextToken</c> of the page before.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }
}

/// <summary>A page of lifecycle policies.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ListLifecyclePoliciesResponse : Response, IPage<LifecyclePolicySummary>
{
    /// <summary>The summaries of the policies.</summary>
    [ListConstraint(0, int.MaxValue)]
    public LifecyclePolicySummary[]? LifecyclePolicySummaryList { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<LifecyclePolicySummary> IPage<LifecyclePolicySummary>.Items => LifecyclePolicySummaryList ?? [];
}
