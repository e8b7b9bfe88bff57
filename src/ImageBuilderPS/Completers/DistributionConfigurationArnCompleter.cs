using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Completers;

/// <summary>Completes the ARNs of the account's distribution configurations.</summary>
public sealed class DistributionConfigurationArnCompleter()
    : ArnCompleter<ListDistributionConfigurationsRequest, ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(
        configuration => configuration.Arn);
