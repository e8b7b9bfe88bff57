using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What was deleted.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class DeleteDistributionConfigurationResponse : Response
{
    /// <summary>The configuration's ARN.</summary>
    [ApiRequired]
    [DistributionConfigurationArn]
    public string? DistributionConfigurationArn { get; set; }
}
