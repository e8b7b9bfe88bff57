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
    private const int MaxShared = 64;
    private static readonly Dictionary<ConnectionPlan, LinkedListNode<AwsImageBuilder>> Shared = [];
    private static readonly LinkedList<AwsImageBuilder> LastUsedFirst = new();

    static AwsImageBuilderFactory() => SdkClients.Register();

    /// <inheritdoc/>
    public IReadOnlyList<string> RegionNames => [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName)];

    /// <inheritdoc/>
    public IReadOnlyList<string> ProfileNames => Profiles.Names;

    /// <inheritdoc/>
    public IImageBuilder Connect(ConnectionSettings settings, Action<RequestAttempt>? onAttempt = null)
    {
        var plan = ConnectionPlanner.Plan(settings);
        lock (Shared)
        {
            if (Shared.TryGetValue(plan, out var known))
                LastUsedFirst.Remove(known);
            else
                Shared[plan] = known = new(new(plan));
            LastUsedFirst.AddFirst(known);
            // Limit the cache: temporary keys change every hour. A connection that leaves the cache still works.
            if (Shared.Count > MaxShared)
            {
                Shared.Remove(LastUsedFirst.Last!.Value.Plan);
                LastUsedFirst.RemoveLast();
            }
            return onAttempt is null ? known.Value : known.Value.Reporting(onAttempt);
        }
    }
}
