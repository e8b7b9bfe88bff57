using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>A distribution configuration.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class GetDistributionConfigurationResponse : Response
{
    /// <summary>The configuration.</summary>
    [ApiRequired]
    public DistributionConfiguration? DistributionConfiguration { get; set; }
}
