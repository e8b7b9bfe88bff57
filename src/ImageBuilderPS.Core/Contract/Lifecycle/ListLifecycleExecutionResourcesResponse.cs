using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A page of what a run did.</summary>
/// <remarks>Source: the service's published model.</remarks>
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
