using Amazon;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Aws;

/// <summary>Makes connections over the AWS SDK's runtime.</summary>
/// <remarks>
/// Settings that come to the same endpoint, region, credentials and retries share one client, and with it the pooled
/// HTTP connections. Environment and profile are read again at every <see cref="Connect"/>, so that a change of either
/// is seen by the next connection.
/// </remarks>
public sealed class AwsImageBuilderFactory : IImageBuilderFactory
{
    private const int MostShared = 64;
    private static readonly Dictionary<ConnectionPlan, LinkedListNode<AwsImageBuilder>> Shared = [];
    private static readonly LinkedList<AwsImageBuilder> LastUsedFirst = new();

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
            // Keys that expire every hour would otherwise pile up; whoever holds a forgotten connection can still use it.
            if (Shared.Count > MostShared)
            {
                Shared.Remove(LastUsedFirst.Last!.Value.Plan);
                LastUsedFirst.RemoveLast();
            }
            return onAttempt is null ? known.Value : known.Value.Reporting(onAttempt);
        }
    }
}
