using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Completers;

/// <summary>Completes the names of the account's distribution configurations.</summary>
public sealed class DistributionConfigurationNameCompleter()
    : ArnCompleter<ListDistributionConfigurationsRequest, ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(
        configuration => configuration.Name);
