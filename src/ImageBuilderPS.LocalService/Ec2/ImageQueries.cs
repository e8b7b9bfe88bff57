using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Reads AMIs: the caller's own, and those of other accounts in the region that the caller may launch.</summary>
internal static class ImageQueries
{
    private static readonly FilterValues<Ec2Image> Nothing = _ => [];

    private static readonly Dictionary<string, FilterValues<Ec2Image>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["architecture"] = image => [image.Architecture],
        ["block-device-mapping.delete-on-termination"] = image => image.BlockDevices.Select(_ => (object)true),
        ["block-device-mapping.device-name"] = image => image.BlockDevices.Select(device => device.DeviceName),
        ["block-device-mapping.encrypted"] = image => image.BlockDevices.Select(device => (object)device.Encrypted),
        ["block-device-mapping.snapshot-id"] = image => image.SnapshotIds,
        ["block-device-mapping.volume-size"] = image => image.BlockDevices.Select(device => (object)device.VolumeSize),
        ["block-device-mapping.volume-type"] = image => image.BlockDevices.Select(device => device.VolumeType),
        ["creation-date"] = image => [image.CreationDate],
        ["description"] = image => [image.Description],
        ["ena-support"] = _ => [true],
        ["free-tier-eligible"] = Nothing,
        ["hypervisor"] = _ => ["xen"],
        ["image-allowed"] = Nothing,
        ["image-id"] = image => [image.ImageId],
        ["image-type"] = _ => ["machine"],
        ["is-public"] = image => [image.LaunchPermissions.IsPublic],
        ["kernel-id"] = Nothing,
        ["manifest-location"] = image => [Ec2Views.Location(image)],
        ["name"] = image => [image.Name],
        ["owner-alias"] = image => [image.OwnerAlias],
        ["owner-id"] = image => [image.OwnerId],
        ["platform"] = image => [Ec2Views.Platform(image)],
        ["product-code"] = Nothing,
        ["product-code.type"] = Nothing,
        ["ramdisk-id"] = Nothing,
        ["root-device-name"] = image => [image.RootDeviceName],
        ["root-device-type"] = _ => ["ebs"],
        ["source-image-id"] = image => [image.SourceImageId],
        ["source-image-region"] = image => [image.SourceImageRegion],
        ["source-instance-id"] = Nothing,
        ["sriov-net-support"] = Nothing,
        ["state"] = image => [image.State],
        ["state-reason-code"] = Nothing,
        ["state-reason-message"] = Nothing,
        ["virtualization-type"] = _ => ["hvm"],
    };

    public static IEnumerable<XElement?> Describe(OperationContext context, QueryParameters parameters)
    {
        var ids = parameters.List("ImageId");
        Ec2Ids.Images.ThrowIfMissing(ids, id => Exists(context, id));
        var includeDisabled = parameters.IsTrue("IncludeDisabled");
        if (!includeDisabled && parameters.Structures("Filter")
            .Any(filter => filter.Find("Name") == "state" && filter.List("Value").Contains(ImageState.Disabled)))
        {
            throw new ImageBuilderException(
                "When filtering by the 'disabled' state, 'IncludeDisabled' must be set to 'true' in the request.", "InvalidParameter", 400);
        }
        var account = context.State.Account;
        var includeDeprecated = parameters.IsTrue("IncludeDeprecated") || ids.Length > 0;
        var owners = parameters.List("Owner").Select(owner => Ec2Owners.Matching(owner, account)).ToList();
        var users = parameters.List("ExecutableBy");
        var matches = Ec2Filters.Read(parameters, FilterMembers, image => image.Tags);
        var images = (ids.Length == 0 ? Existing(context) : ids.Distinct().SelectMany(id => Existing(context, id)))
            .Where(image => image.IsLaunchableBy(account))
            .Where(image => includeDisabled || !image.IsDisabled)
            .Where(image => includeDeprecated || image.OwnerId == account || !image.IsDeprecated(context.Now))
            .Where(image => owners.Count == 0 || owners.Exists(isOwner => isOwner(image.OwnerId, image.OwnerAlias)))
            .Where(image => users.Length == 0 || users.Any(user => IsShared(image, user == Ec2Owners.Self ? account : user)))
            .Where(matches);
        return Ec2Pages.Read(parameters, (1, 1000), "imagesSet", images, image => image.ImageId, Ec2Views.Image);
    }

    /// <summary>An AMI that the caller may launch now; null when there is none of this id.</summary>
    public static Ec2Image? FindLaunchable(OperationContext context, string id) => Existing(context, id).FirstOrDefault(image =>
        image.State == ImageState.Available && image.IsLaunchableBy(context.State.Account));

    /// <summary>An AMI that the caller owns or may launch, in any state; null when there is none of this id.</summary>
    public static Ec2Image? FindReadable(OperationContext context, string id) =>
        Existing(context, id).FirstOrDefault(image => image.IsLaunchableBy(context.State.Account));

    /// <summary>Whether there is an AMI of this id in the caller's region, whoever owns it.</summary>
    public static bool Exists(OperationContext context, string id) => Existing(context, id).Any();

    /// <summary>An AMI that the caller owns.</summary>
    /// <exception cref="ImageBuilderException">There is no such AMI, or another account owns it.</exception>
    public static Ec2Image RequireOwned(OperationContext context, QueryParameters parameters)
    {
        var id = parameters.Require("ImageId");
        Ec2Ids.Images.ThrowIfMalformed(id);
        var account = context.State.Account;
        if (context.State.Ec2.Images.Find(id) is null && Existing(context, id).Any(image => image.IsLaunchableBy(account)))
            throw Ec2Errors.NotOwner(Ec2Ids.Images.ResourceType, id);
        return context.State.Ec2.RequireImage(id);
    }

    // An account's store can have AMIs of Amazon. They belong to each account that has them, and are nobody else's.
    private static IEnumerable<Ec2Image> Existing(OperationContext context) => context.Service.Regions
        .Where(region => region.Region == context.State.Region)
        .SelectMany(region => region.Ec2.Images.After(null)
            .Select(entry => entry.Value)
            .Where(image => region == context.State || image.OwnerId == region.Account));

    private static IEnumerable<Ec2Image> Existing(OperationContext context, string id) => context.Service.Regions
        .Where(region => region.Region == context.State.Region)
        .Select(region => region.Ec2.Images.Find(id) is { } image && (region == context.State || image.OwnerId == region.Account) ? image : null)
        .OfType<Ec2Image>();

    private static bool IsShared(Ec2Image image, string user) => user == LaunchPermissions.All
        ? image.LaunchPermissions.IsPublic
        : image.LaunchPermissions.UserIds.Contains(user);
}
