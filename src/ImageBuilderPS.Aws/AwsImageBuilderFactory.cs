using Amazon;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws;

/// <summary>Creates connections with the AWS SDK's runtime.</summary>
/// <remarks>
/// Settings with the same endpoint, region, credentials and retries share one client and its pooled HTTP connections. Each
/// <see cref="Connect"/> reads environment and profile again, so the next connection uses their changes.
/// </remarks>
public sealed class AwsImageBuilderFactory : IImageBuilderFactory
{
    // Many regions, each for hundreds of accounts.
    private static readonly ConnectionCache<ConnectionPlan, AwsImageBuilder> Shared = new(1024, plan => new(plan));

    static AwsImageBuilderFactory() => SdkClients.Register();

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, string>> Regions =>
        [.. RegionEndpoint.EnumerableAllRegions.Select(region => new KeyValuePair<string, string>(region.SystemName, region.DisplayName))];

    /// <inheritdoc/>
    public IReadOnlyList<string> ProfileNames => Profiles.Names;

    /// <inheritdoc/>
    public IImageBuilder Connect(ConnectionSettings settings, Action<RequestAttempt>? onAttempt = null)
    {
        var connection = Shared.Get(ConnectionPlanner.Plan(settings));
        return onAttempt is null ? connection : connection.Reporting(onAttempt);
    }
}
