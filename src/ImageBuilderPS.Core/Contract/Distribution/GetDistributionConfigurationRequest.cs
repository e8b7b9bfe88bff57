using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Reads a distribution configuration.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("GetDistributionConfiguration", "GET", RequestIdInBody = true)]
public sealed class GetDistributionConfigurationRequest : Request<GetDistributionConfigurationResponse>
{
    /// <summary>The configuration's ARN.</summary>
    [ApiRequired, DistributionConfigurationArn]
    public string? DistributionConfigurationArn { get; set; }
}
