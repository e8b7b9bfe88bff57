using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What was updated.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class UpdateDistributionConfigurationResponse : Response
{
    /// <summary>The request's client token.</summary>
    [ClientToken]
    public string? ClientToken { get; set; }

    /// <summary>The configuration's ARN.</summary>
    [ApiRequired]
    [DistributionConfigurationArn]
    public string? DistributionConfigurationArn { get; set; }
}
