using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Deletes a distribution configuration.</summary>
/// <remarks>Source: the service's published model.</remarks>
[Operation("DeleteDistributionConfiguration", "DELETE", RequestIdInBody = true)]
public sealed class DeleteDistributionConfigurationRequest : Request<DeleteDistributionConfigurationResponse>
{
    /// <summary>The configuration's ARN.</summary>
    [ApiRequired, DistributionConfigurationArn]
    public string? DistributionConfigurationArn { get; set; }
}

/// <summary>What was deleted.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class DeleteDistributionConfigurationResponse : Response
{
    /// <summary>The configuration's ARN.</summary>
    [ApiRequired]
    [DistributionConfigurationArn]
    public string? DistributionConfigurationArn { get; set; }
}
