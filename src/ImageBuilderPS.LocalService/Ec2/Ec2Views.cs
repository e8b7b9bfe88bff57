using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>EC2's resources as the elements of a response.</summary>
internal static class Ec2Views
{
    /// <summary>The id that EC2 gives the volume of a copied snapshot. There is no such volume.</summary>
    public const string CopiedVolume = "vol-ffffffff";

    private static readonly Dictionary<string, int> StateCodes = new(StringComparer.Ordinal)
    {
        ["pending"] = 0, ["running"] = 16, ["shutting-down"] = 32, ["terminated"] = 48, ["stopping"] = 64, ["stopped"] = 80,
    };

    public static XElement Tags(TagMap tags) => QueryXml.List(
        "tagSet", tags.OrderBy(tag => tag.Key, StringComparer.Ordinal), tag => [new("key", tag.Key), new("value", tag.Value)]);

    public static XElement?[] Image(Ec2Image image) =>
    [
        new("imageId", image.ImageId),
        QueryXml.Value("imageLocation", Location(image)),
        new("imageState", image.State),
        new("imageOwnerId", image.OwnerId),
        QueryXml.Value("imageOwnerAlias", image.OwnerAlias),
        QueryXml.Value("creationDate", image.CreationDate),
        QueryXml.Value("isPublic", image.LaunchPermissions.IsPublic),
        new("architecture", image.Architecture),
        new("imageType", "machine"),
        QueryXml.Value("platform", Platform(image)),
        new("platformDetails", image.PlatformDetails),
        new("usageOperation", image.IsWindows ? "RunInstances:0002" : "RunInstances"),
        QueryXml.Value("name", image.Name),
        QueryXml.Value("description", image.Description),
        new("rootDeviceType", "ebs"),
        new("rootDeviceName", image.RootDeviceName),
        BlockDevices(image),
        new("virtualizationType", "hvm"),
        new("hypervisor", "xen"),
        new("enaSupport", "true"),
        Tags(image.Tags),
        QueryXml.Value("deprecationTime", image.DeprecationTime),
        QueryXml.Value("lastLaunchedTime", image.LastLaunchedTime),
        new("deregistrationProtection", image.Protection),
        QueryXml.Value("sourceImageId", image.SourceImageId),
        QueryXml.Value("sourceImageRegion", image.SourceImageRegion),
    ];

    public static string Location(Ec2Image image) => $"{image.OwnerAlias ?? image.OwnerId}/{image.Name}";

    public static string? Platform(Ec2Image image) => image.IsWindows ? "windows" : null;

    public static XElement LaunchPermissions(LaunchPermissions permissions) => QueryXml.List(
        "launchPermission",
        permissions.UserIds.Select(id => ("userId", id))
            .Concat(permissions.Groups.Select(group => ("group", group)))
            .Concat(permissions.OrganizationArns.Select(arn => ("organizationArn", arn)))
            .Concat(permissions.OrganizationalUnitArns.Select(arn => ("organizationalUnitArn", arn))),
        permission => [new(permission.Item1, permission.Item2)]);

    public static XElement?[] Snapshot(Ec2Snapshot snapshot) =>
    [
        new("snapshotId", snapshot.SnapshotId),
        new("volumeId", CopiedVolume),
        new("status", snapshot.State),
        QueryXml.Value("startTime", snapshot.StartTime),
        QueryXml.Value("completionTime", snapshot.IsPending ? null : snapshot.CompletionTime ?? snapshot.StartTime),
        new("progress", Progress(snapshot)),
        new("ownerId", snapshot.OwnerId),
        QueryXml.Value("ownerAlias", snapshot.OwnerAlias),
        QueryXml.Value("volumeSize", snapshot.VolumeSize),
        QueryXml.Value("fullSnapshotSizeInBytes", snapshot.FullSnapshotSizeInBytes),
        new("storageTier", snapshot.StorageTier),
        new("description", snapshot.Description ?? ""),
        QueryXml.Value("encrypted", snapshot.Encrypted),
        QueryXml.Value("kmsKeyId", snapshot.KmsKeyId),
        Tags(snapshot.Tags),
    ];

    public static string Progress(Ec2Snapshot snapshot) => snapshot.IsPending ? "0%" : "100%";

    public static XElement?[] Instance(Ec2Instance instance, string region) =>
    [
        new("instanceId", instance.InstanceId),
        new("imageId", instance.ImageId),
        new("instanceState", QueryXml.Value("code", StateCode(instance)), new XElement("name", instance.State)),
        new("instanceType", instance.InstanceType),
        QueryXml.Value("launchTime", instance.LaunchTime),
        new("placement", new XElement("availabilityZone", region + "a"), new XElement("tenancy", "default")),
        Tags(instance.Tags),
    ];

    public static int StateCode(Ec2Instance instance) => StateCodes[instance.State];

    public static XElement?[] LaunchTemplate(LaunchTemplate template) =>
    [
        new("launchTemplateId", template.LaunchTemplateId),
        new("launchTemplateName", template.Name),
        QueryXml.Value("createTime", template.CreateTime),
        QueryXml.Value("defaultVersionNumber", template.DefaultVersion),
        QueryXml.Value("latestVersionNumber", template.LatestVersion),
        Tags(template.Tags),
    ];

    public static XElement?[] LaunchTemplateVersion(LaunchTemplate template, LaunchTemplateVersion version) =>
    [
        new("launchTemplateId", template.LaunchTemplateId),
        new("launchTemplateName", template.Name),
        QueryXml.Value("versionNumber", version.Number),
        QueryXml.Value("versionDescription", version.Description),
        QueryXml.Value("createTime", version.CreateTime),
        QueryXml.Value("defaultVersion", version.Number == template.DefaultVersion),
        new("launchTemplateData", QueryXml.Value("imageId", version.ImageId), QueryXml.Value("instanceType", version.InstanceType)),
    ];

    private static XElement BlockDevices(Ec2Image image) => QueryXml.List("blockDeviceMapping", image.BlockDevices, device =>
    [
        new("deviceName", device.DeviceName),
        new(
            "ebs",
            new XElement("snapshotId", device.SnapshotId),
            QueryXml.Value("volumeSize", device.VolumeSize),
            new XElement("deleteOnTermination", "true"),
            new XElement("volumeType", device.VolumeType),
            QueryXml.Value("encrypted", device.Encrypted)),
    ]);
}
