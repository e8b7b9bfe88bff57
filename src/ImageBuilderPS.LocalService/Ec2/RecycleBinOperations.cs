using System.Xml.Linq;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Lists and restores the AMIs and snapshots in the Recycle Bin.</summary>
internal static class RecycleBinOperations
{
    private const int MaxImageIds = 20;

    public static IEnumerable<XElement?> ListImages(OperationContext context, QueryParameters parameters)
    {
        var ids = parameters.List("ImageId");
        if (ids.Length > MaxImageIds)
            throw QueryErrors.InvalidValue("ImageId", $"{ids.Length} ids", $"at most {MaxImageIds}");
        return List(parameters, (1, 1000), "imageSet", Ec2Ids.Images, ids, context.State.Ec2.RecycledImages.At(context.Now), image =>
        [
            new("imageId", image.ImageId),
            QueryXml.Value("name", image.Name),
            QueryXml.Value("description", image.Description),
        ]);
    }

    public static IEnumerable<XElement?> ListSnapshots(OperationContext context, QueryParameters parameters) => List(
        parameters, (5, 1000), "snapshotSet", Ec2Ids.Snapshots, parameters.List("SnapshotId"), context.State.Ec2.RecycledSnapshots.At(context.Now), snapshot =>
        [
            new("snapshotId", snapshot.SnapshotId),
            QueryXml.Value("description", snapshot.Description),
            new("volumeId", Ec2Views.CopiedVolume),
        ]);

    public static IEnumerable<XElement?> RestoreImage(OperationContext context, QueryParameters parameters)
    {
        var id = parameters.Require("ImageId");
        Ec2Ids.Images.ThrowIfMalformed(id);
        context.State.Ec2.Restore(id, context.Now);
        return [new("return", "true")];
    }

    public static IEnumerable<XElement?> RestoreSnapshot(OperationContext context, QueryParameters parameters)
    {
        var id = parameters.Require("SnapshotId");
        Ec2Ids.Snapshots.ThrowIfMalformed(id);
        var snapshot = context.State.Ec2.RestoreSnapshot(id, context.Now);
        return
        [
            new("snapshotId", snapshot.SnapshotId),
            new("description", snapshot.Description ?? ""),
            QueryXml.Value("encrypted", snapshot.Encrypted),
            new("ownerId", snapshot.OwnerId),
            new("progress", "100%"),
            QueryXml.Value("startTime", snapshot.StartTime),
            new("status", "completed"),
            new("volumeId", Ec2Views.CopiedVolume),
            QueryXml.Value("volumeSize", snapshot.VolumeSize),
        ];
    }

    private static IEnumerable<XElement?> List<T>(
        QueryParameters parameters,
        (int Min, int Max) range,
        string name,
        Ec2Ids kind,
        string[] ids,
        IEnumerable<KeyValuePair<string, Recycled<T>>> recycled,
        Func<T, IEnumerable<XElement?>> members)
        where T : class, new()
    {
        var entries = recycled.ToList();
        kind.ThrowIfMissing(ids, id => entries.Exists(entry => entry.Key == id));
        var found = entries.Where(entry => ids.Length == 0 || ids.Contains(entry.Key));
        return Ec2Pages.Read(parameters, range, name, found, entry => entry.Key, entry =>
        [
            .. members(entry.Value.Resource),
            QueryXml.Value("recycleBinEnterTime", entry.Value.EnterTime),
            QueryXml.Value("recycleBinExitTime", entry.Value.ExitTime),
        ]);
    }
}
