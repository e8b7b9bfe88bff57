using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;
using ImageBuilderPS.LocalService.Storage;

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
        ["progress"] = snapshot => [Ec2Views.Progress(snapshot)],
        ["snapshot-id"] = snapshot => [snapshot.SnapshotId],
        ["start-time"] = snapshot => [snapshot.StartTime],
        ["status"] = snapshot => [snapshot.State],
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
        var snapshots = Readable(context)
            .Where(snapshot => ids.Length == 0 || ids.Contains(snapshot.SnapshotId))
            .Where(snapshot => owners.Count == 0 || owners.Exists(isOwner => isOwner(snapshot.OwnerId, snapshot.OwnerAlias)))
            .Where(snapshot => users.Length == 0 || users.Any(user => IsRestorable(snapshot, user == Ec2Owners.Self ? account : user)))
            .Where(matches);
        return Ec2Pages.Read(parameters, (5, 1000), "snapshotSet", snapshots, snapshot => snapshot.SnapshotId, Ec2Views.Snapshot);
    }

    /// <summary>Lets others make volumes from a snapshot, and ends that.</summary>
    public static IEnumerable<XElement?> ModifyAttribute(OperationContext context, QueryParameters parameters)
    {
        var id = parameters.Require("SnapshotId");
        Ec2Ids.Snapshots.ThrowIfMalformed(id);
        if (parameters.Find("Attribute") is { } attribute && attribute != "createVolumePermission")
            throw QueryErrors.InvalidValue("Attribute", attribute, "createVolumePermission");
        context.State.Ec2.ShareSnapshot(id, Permissions(parameters, "Add"), Permissions(parameters, "Remove"));
        return [new("return", "true")];
    }

    /// <summary>A snapshot that the caller may read; null when there is none of this id.</summary>
    public static Ec2Snapshot? FindReadable(OperationContext context, string id) =>
        Regions(context).Select(region => region.Ec2.Snapshots.Find(id) is { } snapshot && IsReadable(context, region, snapshot) ? snapshot : null)
            .FirstOrDefault(snapshot => snapshot is not null);

    public static IEnumerable<XElement?> Delete(OperationContext context, QueryParameters parameters)
    {
        var id = parameters.Require("SnapshotId");
        Ec2Ids.Snapshots.ThrowIfMalformed(id);
        context.State.Ec2.DeleteSnapshot(id, context.Now);
        return [new("return", "true")];
    }

    // The caller's own, and those of other accounts in the region that are shared with the caller.
    private static IEnumerable<Ec2Snapshot> Readable(OperationContext context) => Regions(context)
        .SelectMany(region => region.Ec2.Snapshots.After(null).Select(entry => entry.Value).Where(snapshot => IsReadable(context, region, snapshot)));

    private static IEnumerable<RegionState> Regions(OperationContext context) =>
        context.Service.Regions.Where(region => region.Region == context.State.Region);

    private static bool IsReadable(OperationContext context, RegionState region, Ec2Snapshot snapshot) =>
        region == context.State || (snapshot.OwnerId == region.Account && snapshot.IsReadableBy(context.State.Account));

    private static bool IsRestorable(Ec2Snapshot snapshot, string user) => user == LaunchPermissions.All
        ? snapshot.CreateVolumePermissions.IsPublic
        : snapshot.OwnerId == user || snapshot.CreateVolumePermissions.UserIds.Contains(user);

    private static LaunchPermissions Permissions(QueryParameters parameters, string change)
    {
        var all = parameters.Structures($"CreateVolumePermission.{change}");
        return new()
        {
            UserIds = [.. all.Select(one => one.Find("UserId")).OfType<string>()],
            Groups = [.. all.Select(one => one.Find("Group")).OfType<string>()],
        };
    }
}
