using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A page of distribution configurations.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ListDistributionConfigurationsResponse : Response, IPage<DistributionConfigurationSummary>
{
    /// <summary>The configurations, in short.</summary>
    [ListConstraint(0, int.MaxValue)]
    public DistributionConfigurationSummary[]? DistributionConfigurationSummaryList { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<DistributionConfigurationSummary> IPage<DistributionConfigurationSummary>.Items => DistributionConfigurationSummaryList ?? [];
}
