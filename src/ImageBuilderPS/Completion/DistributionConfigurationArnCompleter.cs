using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the ARNs of the account's distribution configurations.</summary>
public sealed class DistributionConfigurationArnCompleter()
    : ArnCompleter<ListDistributionConfigurationsRequest, ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(
        configuration => configuration.Arn);
