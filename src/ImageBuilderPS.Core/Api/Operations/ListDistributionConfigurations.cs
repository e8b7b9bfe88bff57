using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Lists distribution configurations.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("ListDistributionConfigurations", "POST", RequestIdInBody = true)]
public sealed class ListDistributionConfigurationsRequest : Request<ListDistributionConfigurationsResponse>, IPageRequest
{
    /// <summary>1 to 10 filters, all of which must match. Name: <c>name</c>.</summary>
    [FilterList("name")]
    public Filter[]? Filters { get; set; }

    /// <summary>How many items a page holds, 1 to 25.</summary>
    [ApiRange(1, 25)]
    public int? MaxResults { get; set; }

    /// <summary>Where the page begins: the <c>nextToken</c> of the page before.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }
}

/// <summary>A page of distribution configurations.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ListDistributionConfigurationsResponse : Response, IPage<DistributionConfigurationSummary>
{
    /// <summary>The summaries of the configurations.</summary>
    [ListConstraint(0, int.MaxValue)]
    public DistributionConfigurationSummary[]? DistributionConfigurationSummaryList { get; set; }

    /// <summary>Where the next page begins; null on the last one.</summary>
    [PaginationToken]
    public string? NextToken { get; set; }

    IReadOnlyList<DistributionConfigurationSummary> IPage<DistributionConfigurationSummary>.Items => DistributionConfigurationSummaryList ?? [];
}
