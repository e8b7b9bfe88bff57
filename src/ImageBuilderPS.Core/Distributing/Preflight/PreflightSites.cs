using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>The accounts and regions of a preflight. In another account everything is read with the role that distributes into it.</summary>
/// <param name="factory">Connects to EC2.</param>
/// <param name="settings">The connection to Image Builder, whose credentials are used.</param>
/// <param name="region">The region of the call.</param>
/// <param name="clock">The clock.</param>
/// <param name="cancellation">Ends the reads.</param>
[SuppressMessage("Design", "CA1001", Justification = "The semaphores make no wait handles.")]
internal sealed class PreflightSites(IEc2Factory factory, ConnectionSettings settings, string region, TimeProvider clock, CancellationToken cancellation)
{
    private const int MaxCalls = 32;
    private const int MaxCallsPerSite = 8;

    private readonly SemaphoreSlim slots = new(MaxCalls);
    private readonly ConcurrentDictionary<(string Region, string? AccountId), PreflightSite> sites = new();

    /// <summary>The caller's account in the region of the call.</summary>
    public PreflightSite Home => Get(region, null);

    /// <summary>An account in a region.</summary>
    /// <param name="inRegion">The region.</param>
    /// <param name="accountId">The account; null for that of the caller.</param>
    public PreflightSite Get(string inRegion, string? accountId) => sites.GetOrAdd(
        (inRegion, accountId), key => new(slots, () => OpenAsync(key.Region, key.AccountId), cancellation));

    /// <summary>Another account in the region of the call: the first to tell whether its role can be assumed.</summary>
    public PreflightSite HomeOf(string accountId) => Get(region, accountId);

    /// <summary>Reads the same of several accounts and regions, side by side.</summary>
    /// <typeparam name="TPlace">What says which account and region.</typeparam>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="places">The accounts and regions.</param>
    /// <param name="read">Reads one.</param>
    public static async Task<IReadOnlyList<(TPlace Place, T Read)>> ReadAllAsync<TPlace, T>(IEnumerable<TPlace> places, Func<TPlace, Task<T>> read) =>
        await Task.WhenAll(places.Select(async place => (place, await read(place).ConfigureAwait(false)))).ConfigureAwait(false);

    private async Task<(Ec2Calls? Calls, AmiFactProblem? Problem)> OpenAsync(string inRegion, string? accountId)
    {
        // A role that one region refuses is not tried in the others.
        if (accountId is not null && inRegion != region && await HomeOf(accountId).ConnectAsync().ConfigureAwait(false) is { } known)
            return (null, known);
        try
        {
            var role = accountId is null ? null : Partitions.RoleArn(inRegion, accountId, FailureDiagnosis.CrossAccountRole);
            var calls = new Ec2Calls(factory.Connect(settings, inRegion, role), MaxCallsPerSite, clock, cancellation);
            var problem = role is null ? null : await calls.ConnectAsync(Ec2Permissions.AssumeRole).ConfigureAwait(false);
            return problem is null ? (calls, null) : (null, problem);
        }
        catch (ConnectionException error)
        {
            return (null, AmiFactProblem.From(error));
        }
    }
}
