using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>EC2 of one account and region. Throttled calls are made again.</summary>
/// <param name="ec2">What reads.</param>
/// <param name="changes">What changes.</param>
/// <param name="backoff">The back-off.</param>
/// <param name="cancellation">Ends the calls.</param>
internal sealed class RestoreSite(IEc2 ec2, IEc2Changes changes, SharedBackoff backoff, CancellationToken cancellation)
{
    // EC2's limit of the values of a filter.
    private const int BatchSize = 200;

    /// <summary>Reads something.</summary>
    public Task<T> ReadAsync<T>(Func<IEc2, CancellationToken, Task<T>> read) => backoff.SendAsync(() => read(ec2, cancellation), cancellation);

    /// <summary>Lists what is in the Recycle Bin.</summary>
    public Task<IReadOnlyList<RecycledResource>> ListAsync(Func<IEc2Changes, CancellationToken, Task<IReadOnlyList<RecycledResource>>> list) =>
        backoff.SendAsync(() => list(changes, cancellation), cancellation);

    /// <summary>Changes something.</summary>
    public Task ChangeAsync(Func<IEc2Changes, CancellationToken, Task> change) => backoff.SendAsync(
        async () =>
        {
            await change(changes, cancellation).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <summary>AMIs by id. Those that EC2 remembers as deregistered are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Ec2Image>> DescribeImagesAsync(IReadOnlyList<string> ids) =>
        (await ReadBatchesAsync(ids, (service, batch, token) => service.DescribeImagesAsync(batch, ownOnly: true, token)).ConfigureAwait(false))
            .Where(image => image.State != AmiFact.Deregistered)
            .GroupBy(image => image.ImageId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    /// <summary>Snapshots by id.</summary>
    public async Task<IReadOnlyDictionary<string, AmiSnapshot>> DescribeSnapshotsAsync(IReadOnlyList<string> ids) =>
        (await ReadBatchesAsync(ids, (service, batch, token) => service.DescribeSnapshotsAsync(batch, token)).ConfigureAwait(false))
            .Where(snapshot => snapshot.SnapshotId is not null)
            .GroupBy(snapshot => snapshot.SnapshotId!, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);

    private async Task<IReadOnlyList<T>> ReadBatchesAsync<T>(
        IReadOnlyList<string> ids, Func<IEc2, IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<T>>> read)
    {
        var all = new List<T>();
        for (var start = 0; start < ids.Count; start += BatchSize)
        {
            IReadOnlyList<string> batch = [.. ids.Skip(start).Take(BatchSize)];
            all.AddRange(await ReadAsync((service, token) => read(service, batch, token)).ConfigureAwait(false));
        }
        return all;
    }
}

/// <summary>Connects to EC2 of accounts and regions, each once.</summary>
/// <param name="factory">Connects for reads.</param>
/// <param name="changes">Connects for changes.</param>
/// <param name="settings">The connection to Image Builder, whose credentials are used.</param>
/// <param name="roleName">The role that is assumed in other accounts; null for none.</param>
/// <param name="clock">The clock.</param>
internal sealed class RestoreSites(IEc2Factory factory, IEc2ChangesFactory changes, ConnectionSettings settings, string? roleName, TimeProvider clock)
{
    private readonly SharedBackoff backoff = new(clock);
    private string? ownAccount;

    /// <summary>The connection to an account and region.</summary>
    /// <param name="region">The region.</param>
    /// <param name="accountId">The account; null for that of the credentials.</param>
    /// <param name="cancellation">Ends the calls.</param>
    /// <exception cref="ConnectionException">There is no role for another account, or a setting is invalid.</exception>
    /// <exception cref="ImageBuilderException">The role cannot be assumed.</exception>
    public async Task<RestoreSite> FindAsync(string region, string? accountId, CancellationToken cancellation)
    {
        ownAccount ??= (await backoff.SendAsync(
            () => factory.Connect(settings, settings.Region ?? region, null).GetCallerAsync(cancellation), cancellation).ConfigureAwait(false)).AccountId;
        string? role = null;
        if (accountId is not null && accountId != ownAccount)
        {
            role = roleName is null
                ? throw new ConnectionException(
                    ConnectionErrorKind.InvalidSettings,
                    $"Account {accountId} owns it, and the credentials are of account {ownAccount}.",
                    $"Give -RoleName, the name of a role in account {accountId} that may read and change EC2's AMIs.")
                : Partitions.RoleArn(region, accountId, roleName);
        }
        var ec2 = factory.Connect(settings, region, role);
        await ec2.ResolveCredentialsAsync(cancellation).ConfigureAwait(false);
        return new(ec2, changes.ConnectForChanges(settings, region, role), backoff, cancellation);
    }
}
