using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Api.Operations;

/// <summary>Reads a distribution configuration.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
[Operation("GetDistributionConfiguration", "GET", RequestIdInBody = true)]
public sealed class GetDistributionConfigurationRequest : Request<GetDistributionConfigurationResponse>
{
    /// <summary>The configuration's ARN.</summary>
    [ApiRequired, DistributionConfigurationArn]
    public string? DistributionConfigurationArn { get; set; }
}

/// <summary>A distribution configuration.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class GetDistributionConfigurationResponse : Response
{
    /// <summary>The configuration.</summary>
    [ApiRequired]
    public DistributionConfiguration? DistributionConfiguration { get; set; }
}
