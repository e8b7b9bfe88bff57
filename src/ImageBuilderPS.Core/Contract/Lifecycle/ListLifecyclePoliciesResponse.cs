using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A page of lifecycle policies.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ListLifecyclePoliciesResponse : Response, IPage<LifecyclePolicySummary>
{
    /// <summary>The policies, in short.</summary>
    [ListConstraint(0, int.MaxValue)]
    public LifecyclePolicySummary[]? LifecyclePolicySummaryList { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<LifecyclePolicySummary> IPage<LifecyclePolicySummary>.Items => LifecyclePolicySummaryList ?? [];
}
