using System.Globalization;
using Amazon.EC2.Model;
using ImageBuilderPS.Api;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Converts the SDK's objects into those of the port.</summary>
internal static class Ec2Conversion
{
    public static Ec2Image Image(Image image) => new(
        image.ImageId,
        image.OwnerId,
        image.Name,
        image.State?.Value,
        image.Public,
        Tags(image.Tags),
        Time(image.LastLaunchedTime),
        Time(image.DeprecationTime),
        // EC2 may add the end of a cooldown after a space.
        image.DeregistrationProtection?.Split(' ')[0],
        [.. (image.BlockDeviceMappings ?? []).Select(device => device.Ebs?.SnapshotId).OfType<string>().Distinct()])
    {
        IsEncrypted = (image.BlockDeviceMappings ?? []).Exists(device => device.Ebs?.Encrypted is true),
    };

    public static Ec2LaunchPermission LaunchPermission(IReadOnlyCollection<LaunchPermission> permissions) => new(
        [.. permissions.Select(permission => permission.UserId).Where(HasText)],
        [.. permissions.SelectMany(permission => new[] { permission.OrganizationArn, permission.OrganizationalUnitArn }).Where(HasText)]);

    public static AmiSnapshot Snapshot(Snapshot snapshot) => new()
    {
        SnapshotId = snapshot.SnapshotId,
        VolumeSize = snapshot.VolumeSize,
        FullSnapshotSizeInBytes = snapshot.FullSnapshotSizeInBytes,
        StorageTier = snapshot.StorageTier?.Value,
        Tags = Tags(snapshot.Tags),
    };

    public static Ec2SnapshotCopy SnapshotCopy(Snapshot snapshot) => new(
        snapshot.SnapshotId, snapshot.State?.Value, Time(snapshot.StartTime), Time(snapshot.CompletionTime));

    public static Ec2Instance Instance(Instance instance) => new(
        instance.InstanceId,
        instance.State?.Name?.Value,
        (instance.Tags ?? []).Find(tag => tag.Key == "Name")?.Value is { Length: > 0 } name ? name : null);

    /// <summary>A time of the SDK, which is in local time or in UTC.</summary>
    public static DateTimeOffset? Time(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : null;

    private static TagMap Tags(IEnumerable<Tag>? tags)
    {
        var map = new TagMap();
        foreach (var tag in tags ?? [])
            map[tag.Key] = tag.Value ?? "";
        return map;
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static bool HasText(string? text) => !string.IsNullOrEmpty(text);
}
