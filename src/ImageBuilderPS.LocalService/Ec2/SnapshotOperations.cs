using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Reads and deletes snapshots.</summary>
internal static class SnapshotOperations
{
    private static readonly Dictionary<string, FilterValues<Ec2Snapshot>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["description"] = snapshot => [snapshot.Description],
        ["encrypted"] = snapshot => [snapshot.Encrypted],
        ["owner-alias"] = snapshot => [snapshot.OwnerAlias],
        ["owner-id"] = snapshot => [snapshot.OwnerId],
        ["progress"] = _ => ["100%"],
        ["snapshot-id"] = snapshot => [snapshot.SnapshotId],
        ["start-time"] = snapshot => [snapshot.StartTime],
        ["status"] = _ => ["completed"],
        ["storage-tier"] = snapshot => [snapshot.StorageTier],
        ["transfer-type"] = _ => [],
        ["volume-id"] = _ => [Ec2Views.CopiedVolume],
        ["volume-size"] = snapshot => [snapshot.VolumeSize],
    };

    public static IEnumerable<XElement?> Describe(OperationContext context, QueryParameters parameters)
    {
        var account = context.State.Account;
        var ids = parameters.List("SnapshotId");
        Ec2Ids.Snapshots.ThrowIfMissing(ids, id => context.Service.Regions.Any(
            region => region.Region == context.State.Region && region.Ec2.Snapshots.Find(id) is not null));
        var owners = parameters.List("Owner").Select(owner => Ec2Owners.Matching(owner, account)).ToList();
        var users = parameters.List("RestorableBy");
        var matches = Ec2Filters.Read(parameters, FilterMembers, snapshot => snapshot.Tags);
        var snapshots = context.State.Ec2.Snapshots.After(null).Select(entry => entry.Value)
            .Where(snapshot => ids.Length == 0 || ids.Contains(snapshot.SnapshotId))
            .Where(snapshot => owners.Count == 0 || owners.Exists(isOwner => isOwner(snapshot.OwnerId, snapshot.OwnerAlias)))
            .Where(snapshot => users.Length == 0 || users.Any(user => Ec2Owners.Matching(user, account)(snapshot.OwnerId, null)))
            .Where(matches);
        return Ec2Pages.Read(parameters, (5, 1000), "snapshotSet", snapshots, snapshot => snapshot.SnapshotId, Ec2Views.Snapshot);
    }

    public static IEnumerable<XElement?> Delete(OperationContext context, QueryParameters parameters)
    {
        var id = parameters.Require("SnapshotId");
        Ec2Ids.Snapshots.ThrowIfMalformed(id);
        context.State.Ec2.DeleteSnapshot(id, context.Now);
        return [new("return", "true")];
    }
}
