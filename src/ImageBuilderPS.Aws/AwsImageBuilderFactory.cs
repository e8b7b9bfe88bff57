using System.Collections.Concurrent;
using Amazon;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Connection;

namespace ImageBuilderPS.Aws;

/// <summary>Makes connections over the AWS SDK's runtime.</summary>
/// <remarks>
/// Settings that come to the same endpoint, region, credentials and retries share one client, and with it the pooled
/// HTTP connections, for as long as the process lives. Environment and profile are read again at every
/// <see cref="Connect"/>, so that a change of either is seen by the next connection.
/// </remarks>
public sealed class AwsImageBuilderFactory : IImageBuilderFactory
{
    private const int MostShared = 64;
    private static readonly ConcurrentDictionary<ConnectionPlan, Lazy<AwsImageBuilder>> Shared = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> RegionNames => [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName)];

    /// <inheritdoc/>
    public IReadOnlyList<string> ProfileNames => Profiles.Names;

    /// <inheritdoc/>
    public IImageBuilder Connect(ConnectionSettings settings)
    {
        var plan = ConnectionPlanner.Plan(settings);
        // Keys that expire every hour would otherwise pile up; whoever holds a forgotten connection can still use it.
        if (Shared.Count >= MostShared && !Shared.ContainsKey(plan))
            Shared.Clear();
        return Shared.GetOrAdd(plan, static plan => new(() => new AwsImageBuilder(plan))).Value;
    }
}
