using System.Collections.Concurrent;

namespace ImageBuilderPS.Ec2;

/// <summary>Reads the snapshots behind the AMIs of one account and region.</summary>
/// <param name="calls">The calls.</param>
/// <param name="rules">The Recycle Bin's rules; null when they could not be read.</param>
internal sealed class SnapshotReader(Ec2Calls calls, IReadOnlyList<RecycleBinRule>? rules)
{
    // EC2's limit of the values of a filter.
    private const int BatchSize = 200;

    private readonly ConcurrentDictionary<string, AmiSnapshot> snapshots = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string[]> amiIds = new(StringComparer.Ordinal);

    /// <summary>Reads the snapshots of AMIs that EC2 described.</summary>
    /// <param name="amis">The AMIs.</param>
    public async Task ReadAsync(IReadOnlyList<AmiRead> amis)
    {
        var users = amis.SelectMany(ami => ami.Image!.SnapshotIds.Select(id => (Id: id, Ami: ami))).ToLookup(use => use.Id, use => use.Ami);
        string[] ids = [.. users.Select(use => use.Key)];
        await Task.WhenAll(
            calls.RunBatchesAsync(
                Ec2Permissions.DescribeSnapshots, ids, BatchSize, id => users[id], (ec2, batch, token) => ec2.DescribeSnapshotsAsync(batch, token), Take),
            calls.RunBatchesAsync(
                Ec2Permissions.DescribeImages, ids, BatchSize, id => users[id], (ec2, batch, token) => ec2.DescribeImagesOfSnapshotsAsync(batch, token), Take))
            .ConfigureAwait(false);
        foreach (var ami in amis)
            ami.Fact.Snapshots = [.. ami.Image!.SnapshotIds.Select(id => Snapshot(id, ami))];
    }

    private void Take(IReadOnlyList<string> ids, IReadOnlyList<AmiSnapshot> found)
    {
        foreach (var snapshot in found.Where(snapshot => snapshot.SnapshotId is not null))
            snapshots[snapshot.SnapshotId!] = snapshot;
    }

    private void Take(IReadOnlyList<string> ids, IReadOnlyList<Ec2Image> images)
    {
        foreach (var id in ids)
            amiIds[id] = [.. images.Where(image => image.SnapshotIds.Contains(id)).Select(image => image.ImageId).OrderBy(image => image, StringComparer.Ordinal)];
    }

    // AMIs that share a snapshot get an object each: a caller may change it.
    private AmiSnapshot Snapshot(string id, AmiRead ami)
    {
        var found = snapshots.TryGetValue(id, out var known) ? known : null;
        return new()
        {
            SnapshotId = id,
            VolumeSize = found?.VolumeSize,
            FullSnapshotSizeInBytes = found?.FullSnapshotSizeInBytes,
            StorageTier = found?.StorageTier,
            Tags = found?.Tags,
            AmiIds = amiIds.TryGetValue(id, out var users) ? [.. users.Append(ami.Id).Distinct().OrderBy(user => user, StringComparer.Ordinal)] : null,
            RecycleBinDays = rules is not null && found?.Tags is { } tags ? RecycleBinRule.DaysFor(rules, RecycleBinRule.Snapshots, tags) : null,
        };
    }
}
