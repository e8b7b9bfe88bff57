using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Makes the AMIs of images in EC2.</summary>
internal static class DistributedAmis
{
    /// <summary>The tag that Image Builder puts on its AMIs and snapshots. Lifecycle runs may change only what has it.</summary>
    /// <remarks>Source: Image Builder's managed policy EC2ImageBuilderLifecycleExecutionPolicy.</remarks>
    public const string CreatedBy = OutputExpectations.CreatedBy;

    public const string ImageBuilder = OutputExpectations.ImageBuilder;

    private const string ArnTag = "Ec2ImageBuilderArn";
    private const int DefaultVolumeSize = 8;
    private const long BytesPerGiB = 1L << 30;

    /// <summary>The tags that Image Builder puts on what it makes for an image.</summary>
    public static TagMap TagsOf(Image image) => new() { [CreatedBy] = ImageBuilder, [ArnTag] = image.Arn! };

    /// <summary>Begins a copy: its snapshot is pending until the AMI is made or given up.</summary>
    /// <param name="context">The account and region of the image, and the time.</param>
    /// <param name="image">The image.</param>
    /// <param name="ami">The AMI, with its region and account.</param>
    /// <param name="source">The id of the AMI that is copied; null where the service does not know it.</param>
    public static void Begin(OperationContext context, Image image, Ami ami, string? source)
    {
        var id = SnapshotIdOf(image, ami);
        Ec2Of(context, ami).Snapshots.Put(id, NewSnapshot(
            id, ami.AccountId!, CopyDescription(ami.Image!, source), context.Now, SizeOf(context, source), KmsKeyOf(image, ami), TagsOf(image)) with
        {
            State = SnapshotStatus.Pending,
        });
    }

    /// <summary>Gives a copy up that was begun and not completed.</summary>
    public static void Abandon(OperationContext context, Image image, Ami ami)
    {
        var snapshots = Ec2Of(context, ami).Snapshots;
        if (snapshots.Find(SnapshotIdOf(image, ami)) is { IsPending: true } pending)
            snapshots.Remove(pending.SnapshotId);
    }

    /// <summary>Makes an AMI as its distribution says.</summary>
    /// <param name="context">The account and region of the image, and the time.</param>
    /// <param name="image">The image.</param>
    /// <param name="ami">The AMI, with its region and account.</param>
    /// <param name="source">The id of the AMI that is copied; null where the service does not know it.</param>
    /// <returns>EC2's error message when EC2 refuses; otherwise null.</returns>
    public static string? Register(OperationContext context, Image image, Ami ami, string? source)
    {
        var distribution = SettingsOf(image, ami);
        var launch = distribution?.LaunchPermission;
        var permissions = new LaunchPermissions
        {
            UserIds = launch?.UserIds ?? [],
            Groups = launch?.UserGroups ?? [],
            OrganizationArns = launch?.OrganizationArns ?? [],
            OrganizationalUnitArns = launch?.OrganizationalUnitArns ?? [],
        };
        if (CopyRefusals.Find(context, ami, source, distribution) is { } refusal)
            return refusal;
        var tags = TagsOf(image);
        foreach (var tag in distribution?.AmiTags ?? [])
            tags[tag.Key] = tag.Value;
        var id = SnapshotIdOf(image, ami);
        Register(
            context,
            new()
            {
                ImageId = ami.Image!,
                Name = ami.Name,
                Description = ami.Description,
                OwnerId = ami.AccountId!,
                CreationDate = context.Now,
                PlatformDetails = PlatformDetails(image),
                LaunchPermissions = permissions,
                Tags = tags,
                SourceImageId = source,
                SourceImageRegion = source is null ? null : context.State.Region,
            },
            ami.Region!,
            [id],
            SizeOf(context, source),
            distribution?.KmsKeyId,
            CopyDescription(ami.Image!, source),
            Ec2Of(context, ami).Snapshots.Find(id)?.StartTime);
        return null;
    }

    /// <summary>Makes the AMI of an image that somebody adds to the service, with the facts that it has.</summary>
    public static void Import(OperationContext context, Image image, Ami ami)
    {
        if (ami.Image is null || ImageStatusInfo.PhaseOf(ami.State) is ImagePhase.Deleted or ImagePhase.Building or ImagePhase.Failed or ImagePhase.Cancelled)
            return;
        var (account, region) = (AccountOf(context, ami), RegionOf(context, ami));
        var phase = ImageStatusInfo.PhaseOf(ami.State);
        Register(
            context,
            new()
            {
                ImageId = ami.Image,
                Name = ami.Name ?? ami.Image,
                Description = ami.Description,
                OwnerId = account,
                CreationDate = image.DateCreated ?? context.Now,
                PlatformDetails = PlatformDetails(image),
                State = phase == ImagePhase.Disabled ? Ec2.Resources.ImageState.Disabled : Ec2.Resources.ImageState.Available,
                DeprecationTime = phase is ImagePhase.Deprecated or ImagePhase.Disabled ? image.DeprecationTime ?? context.Now : null,
                LaunchPermissions = new() { UserIds = ami.SharedAccounts ?? [], Groups = ami.IsPublic is true ? [LaunchPermissions.All] : [] },
                Tags = ami.Tags ?? TagsOf(image),
                LastLaunchedTime = ami.LastLaunchedTime,
            },
            region,
            ami.SnapshotIds ?? [ResourceIds.Create("snap-", ImageArn.Parse(image.Arn!), region, account)],
            DefaultVolumeSize,
            kmsKeyId: null);
    }

    public static string AccountOf(OperationContext context, Ami ami) => ami.AccountId ?? context.State.Account;

    public static string RegionOf(OperationContext context, Ami ami) => ami.Region ?? context.State.Region;

    private static Ec2State Ec2Of(OperationContext context, Ami ami) => context.Service.Get(ami.AccountId!, ami.Region!).Ec2;

    private static AmiDistributionConfiguration? SettingsOf(Image image, Ami ami) =>
        image.DistributionConfiguration?.Distributions?.FirstOrDefault(item => item.Region == ami.Region)?.AmiDistributionConfiguration;

    private static string? KmsKeyOf(Image image, Ami ami) => SettingsOf(image, ami)?.KmsKeyId;

    private static string SnapshotIdOf(Image image, Ami ami) => ResourceIds.Create("snap-", ImageArn.Parse(image.Arn!), ami.Region!, ami.AccountId!);

    // As EC2 describes the snapshots of a copied AMI.
    private static string CopyDescription(string id, string? source) => $"Copied for DestinationAmi {id}" + (source is null ? "" : $" from SourceAmi {source}");

    private static int SizeOf(OperationContext context, string? source) =>
        (source is null ? null : context.State.Ec2.Images.Find(source))?.BlockDevices.FirstOrDefault()?.VolumeSize ?? DefaultVolumeSize;

    private static void Register(
        OperationContext context,
        Ec2Image image,
        string region,
        string[] snapshotIds,
        int volumeSize,
        string? kmsKeyId,
        string? description = null,
        DateTimeOffset? started = null)
    {
        var snapshots = snapshotIds.Select(id => NewSnapshot(
            id, image.OwnerId, description ?? $"Created by CreateImage for {image.ImageId}", started ?? image.CreationDate, volumeSize, kmsKeyId, image.Tags) with
        {
            CompletionTime = image.CreationDate,
        });
        context.Service.Get(image.OwnerId, region).Ec2.Register(
            image with
            {
                BlockDevices =
                [
                    .. snapshotIds.Select((id, i) => new BlockDevice
                    {
                        DeviceName = i == 0 ? image.RootDeviceName : $"/dev/sd{(char)('f' + i)}",
                        SnapshotId = id,
                        VolumeSize = volumeSize,
                        Encrypted = kmsKeyId is not null,
                    }),
                ],
            },
            [.. snapshots]);
    }

    private static Ec2Snapshot NewSnapshot(
        string id, string owner, string description, DateTimeOffset started, int volumeSize, string? kmsKeyId, TagMap tags) => new()
        {
            SnapshotId = id,
            OwnerId = owner,
            Description = description,
            StartTime = started,
            VolumeSize = volumeSize,
            FullSnapshotSizeInBytes = SizeOf(id, volumeSize),
            Encrypted = kmsKeyId is not null,
            KmsKeyId = kmsKeyId,
            Tags = new(tags),
        };

    private static string PlatformDetails(Image image) => image.Platform == Platform.Windows ? "Windows" : "Linux/UNIX";

    // A third to two thirds of the volume, by the id.
    private static long SizeOf(string id, int volumeSize)
    {
        const int Parts = 3;
        const int Steps = 64;
        var full = volumeSize * BytesPerGiB;
        return (full / Parts) + (full / Parts / Steps * (id.Sum(c => c) % Steps));
    }
}
