using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Converts items of EC2's responses into the objects of the port.</summary>
internal static class Ec2Conversion
{
    public static Ec2Image Image(XElement image)
    {
        var disks = image.Items("blockDeviceMapping").Select(device => device.Child("ebs")).OfType<XElement>().ToList();
        return new(
            image.RequiredText("imageId"),
            image.Text("imageOwnerId"),
            image.Text("name"),
            image.Text("imageState"),
            image.Flag("isPublic"),
            Tags(image),
            image.Time("lastLaunchedTime"),
            image.Time("deprecationTime"),
            // EC2 may add the end of a cooldown after a space.
            image.Text("deregistrationProtection")?.Split(' ')[0],
            [.. disks.Select(disk => disk.Text("snapshotId")).OfType<string>().Distinct()])
        {
            IsEncrypted = disks.Exists(disk => disk.Flag("encrypted") is true),
        };
    }

    public static Ec2LaunchPermission LaunchPermission(XElement attribute)
    {
        var permissions = attribute.Items("launchPermission").ToList();
        return new(
            [.. permissions.Select(permission => permission.Text("userId")).OfType<string>()],
            [.. permissions.SelectMany(permission => new[] { permission.Text("organizationArn"), permission.Text("organizationalUnitArn") }).OfType<string>()]);
    }

    public static AmiSnapshot Snapshot(XElement snapshot) => new()
    {
        SnapshotId = snapshot.RequiredText("snapshotId"),
        VolumeSize = (int?)snapshot.Number("volumeSize"),
        FullSnapshotSizeInBytes = snapshot.Number("fullSnapshotSizeInBytes"),
        StorageTier = snapshot.Text("storageTier"),
        Tags = Tags(snapshot),
    };

    public static Ec2SnapshotCopy SnapshotCopy(XElement snapshot) => new(
        snapshot.RequiredText("snapshotId"), snapshot.Text("status"), snapshot.Time("startTime"), snapshot.Time("completionTime"));

    public static Ec2Instance Instance(XElement instance) => new(
        instance.RequiredText("instanceId"),
        instance.Child("instanceState")?.Text("name"),
        Tags(instance).TryGetValue("Name", out var name) && name.Length > 0 ? name : null);

    public static Ec2ImageReference ImageReference(XElement reference) => new(
        reference.RequiredText("imageId"), reference.Text("resourceType") ?? "", reference.RequiredText("arn"));

    public static Ec2LaunchTemplate LaunchTemplate(XElement template) => new(
        template.RequiredText("launchTemplateId"),
        template.Text("launchTemplateName"),
        template.Number("defaultVersionNumber"),
        template.Number("latestVersionNumber"));

    public static Ec2LaunchTemplateVersion LaunchTemplateVersion(XElement version) => new(
        version.RequiredText("launchTemplateId"),
        version.Number("versionNumber") ?? 0,
        version.Child("launchTemplateData")?.Text("imageId"));

    public static Func<XElement, RecycledResource> Recycled(string id) => resource => new(
        resource.RequiredText(id), resource.Time("recycleBinEnterTime"), resource.Time("recycleBinExitTime"));

    public static Ec2Region Region(XElement region) => new(region.RequiredText("regionName"), region.Text("optInStatus"));

    private static TagMap Tags(XElement resource)
    {
        var map = new TagMap();
        foreach (var tag in resource.Items("tagSet"))
            map[tag.RequiredText("key")] = tag.Text("value") ?? "";
        return map;
    }
}
