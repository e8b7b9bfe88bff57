using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the names of the account's distribution configurations.</summary>
public sealed class DistributionConfigurationNameCompleter()
    : ArnCompleter<ListDistributionConfigurationsRequest, ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(
        configuration => configuration.Name);
