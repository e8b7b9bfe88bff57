using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A page of runs.</summary>
/// <remarks>Source: the service's published model.</remarks>
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
