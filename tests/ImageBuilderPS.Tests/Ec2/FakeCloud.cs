using System.Collections.Concurrent;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Tests.Ec2;

/// <summary>One call, with the ids that it asked for.</summary>
internal sealed record FakeCall(string Account, string Region, string Operation, IReadOnlyList<string> Ids);

/// <summary>The EC2 of several accounts and regions. The caller's account is <see cref="Own"/>.</summary>
internal sealed class FakeCloud : IEc2Factory, IEc2ChangesFactory
{
    public const string Own = "111111111111";
    public const string Other = "222222222222";
    public const string Home = "us-east-1";

    private static readonly string[] Changing = ["RestoreImage", "RestoreSnapshot", "EnableImage", "CreateTags", "Share", "Publish", "Protect"];

    private readonly ConcurrentDictionary<(string Account, string Region), FakeEc2> regions = new();
    private readonly ConcurrentQueue<FakeCall> calls = new();

    /// <summary>The roles that were assumed or tried.</summary>
    public ConcurrentQueue<string> Roles { get; } = new();

    /// <summary>The error of a call; null where it succeeds.</summary>
    public Func<FakeCall, Exception?> Error { get; set; } = _ => null;

    /// <summary>Awaited in each call.</summary>
    public Func<CancellationToken, Task> Pause { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<FakeCall> Calls => [.. calls];

    /// <summary>The changes, as <c>Share ami-1</c>.</summary>
    public IReadOnlyList<string> Changes => [.. calls.Where(call => Changing.Contains(call.Operation)).Select(call => $"{call.Operation} {call.Ids[0]}")];

    public FakeEc2 this[string account, string region = Home] => regions.GetOrAdd((account, region), key => new(this, key.Account, key.Region));

    public IEc2 Connect(ConnectionSettings settings, string region, string? roleArn)
    {
        if (roleArn is not null)
            Roles.Enqueue(roleArn);
        return region == "nowhere"
            ? throw new ConnectionException(ConnectionErrorKind.InvalidSettings, "No AWS partition has the region 'nowhere'.", "Give a region.")
            : this[Arn.Parse(roleArn)?.AccountId ?? Own, region];
    }

    public IEc2Factory Reporting(Action<RequestAttempt> onAttempt) => this;

    public IEc2Changes ConnectForChanges(ConnectionSettings settings, string region, string? roleArn) => this[Arn.Parse(roleArn)?.AccountId ?? Own, region];

    public int Count(string operation, string? region = null) => calls.Count(call => call.Operation == operation && (region ?? call.Region) == call.Region);

    internal async Task<T> AnswerAsync<T>(FakeCall call, Func<T> answer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        calls.Enqueue(call);
        await Pause(cancellation);
        return Error(call) is { } error ? throw error : answer();
    }
}

/// <summary>What one account has in one region.</summary>
internal sealed class FakeEc2(FakeCloud cloud, string account, string region) : IEc2, IEc2Changes
{
    public List<Ec2Image> Images { get; } = [];

    /// <summary>AMIs of other accounts that the account may launch.</summary>
    public List<Ec2Image> Foreign { get; } = [];

    public Dictionary<string, Ec2LaunchPermission> Sharing { get; } = [];

    public List<AmiSnapshot> Snapshots { get; } = [];

    public List<Ec2ImageReference> References { get; } = [];

    public List<Ec2Instance> Instances { get; } = [];

    public List<Ec2LaunchTemplate> Templates { get; } = [];

    public List<Ec2LaunchTemplateVersion> Versions { get; } = [];

    public List<RecycleBinRule> Rules { get; } = [];

    public List<string> RoleNames { get; } = [];

    public List<Ec2Image> RecycledImages { get; } = [];

    public List<AmiSnapshot> RecycledSnapshots { get; } = [];

    /// <summary>The regions, as the account sees them.</summary>
    public List<Ec2Region> Regions { get; } =
        [new("us-east-1", "opt-in-not-required"), new("eu-west-1", "opt-in-not-required"), new("me-south-1", "not-opted-in"), new("af-south-1", "opted-in")];

    public bool BlocksPublicImages { get; set; }

    public List<Ec2SnapshotCopy> Copies { get; } = [];

    public Dictionary<string, string> Parameters { get; } = [];

    public int? ImageQuota { get; set; } = 50_000;

    public int? CopyQuota { get; set; } = 20;

    /// <summary>Adds an AMI with a snapshot of its own.</summary>
    public Ec2Image Add(string id, Func<Ec2Image, Ec2Image>? change = null)
    {
        var image = new Ec2Image(id, account, "image " + id, "available", false, [], null, null, "disabled", ["snap-" + id["ami-".Length..]]);
        image = change?.Invoke(image) ?? image;
        Images.Add(image);
        foreach (var snapshot in image.SnapshotIds.Where(snapshot => Snapshots.TrueForAll(known => known.SnapshotId != snapshot)))
            Snapshots.Add(new() { SnapshotId = snapshot, VolumeSize = 8, FullSnapshotSizeInBytes = 3_000_000_000, StorageTier = "standard", Tags = [] });
        return image;
    }

    public Task ResolveCredentialsAsync(CancellationToken cancellationToken) => Answer("AssumeRole", [], () => true, cancellationToken);

    public Task<CallerIdentity> GetCallerAsync(CancellationToken cancellationToken) => Answer("GetCallerIdentity", [], () => new CallerIdentity(account, $"arn:aws:iam::{account}:user/tester"), cancellationToken);

    public Task<IReadOnlyList<Ec2Image>> DescribeImagesAsync(IReadOnlyList<string> imageIds, bool ownOnly, CancellationToken cancellationToken) =>
        List("DescribeImages", imageIds, Images.Concat(ownOnly ? [] : Foreign).Where(image => imageIds.Contains(image.ImageId)), cancellationToken);

    public Task<IReadOnlyList<Ec2Image>> DescribeImagesOfSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) =>
        List("DescribeImagesOfSnapshots", snapshotIds, Images.Where(image => image.SnapshotIds.Any(snapshotIds.Contains)), cancellationToken);

    public Task<Ec2LaunchPermission?> DescribeLaunchPermissionAsync(string imageId, CancellationToken cancellationToken) => Answer(
        "DescribeImageAttribute", [imageId], () => Sharing.TryGetValue(imageId, out var sharing) ? sharing : (Ec2LaunchPermission?)new([], []), cancellationToken);

    public Task<IReadOnlyList<AmiSnapshot>> DescribeSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) =>
        List("DescribeSnapshots", snapshotIds, Snapshots.Where(snapshot => snapshotIds.Contains(snapshot.SnapshotId!)), cancellationToken);

    public Task<IReadOnlyList<Ec2ImageReference>> DescribeImageReferencesAsync(IReadOnlyList<string> imageIds, CancellationToken cancellationToken) =>
        List("DescribeImageReferences", imageIds, References.Where(reference => imageIds.Contains(reference.ImageId)), cancellationToken);

    public Task<IReadOnlyList<Ec2Instance>> DescribeInstancesAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        List("DescribeInstances", instanceIds, Instances.Where(instance => instanceIds.Contains(instance.InstanceId)), cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplate>> DescribeLaunchTemplatesAsync(IReadOnlyList<string> launchTemplateIds, CancellationToken cancellationToken) =>
        List("DescribeLaunchTemplates", launchTemplateIds, Templates.Where(template => launchTemplateIds.Contains(template.LaunchTemplateId)), cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeDefaultLaunchTemplateVersionsAsync(CancellationToken cancellationToken) => List(
        "DescribeDefaultLaunchTemplateVersions", [], Versions.Where(version => Templates.Exists(
            template => template.LaunchTemplateId == version.LaunchTemplateId && template.DefaultVersion == version.VersionNumber)), cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeLaunchTemplateVersionsAsync(
        string launchTemplateId, IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => List(
            "DescribeLaunchTemplateVersions", imageIds,
            Versions.Where(version => version.LaunchTemplateId == launchTemplateId && imageIds.Contains(version.ImageId!)), cancellationToken);

    public Task<IReadOnlyList<RecycleBinRule>> ListRecycleBinRulesAsync(CancellationToken cancellationToken) => List("ListRules", [], Rules, cancellationToken);

    public Task<bool> HasRoleAsync(string roleName, CancellationToken cancellationToken) =>
        Answer("GetRole", [roleName], () => RoleNames.Contains(roleName), cancellationToken);

    public Task<IReadOnlyList<Ec2Region>> DescribeRegionsAsync(CancellationToken cancellationToken) => List("DescribeRegions", [], Regions, cancellationToken);

    public Task<bool> BlocksPublicImagesAsync(CancellationToken cancellationToken) =>
        Answer("GetImageBlockPublicAccessState", [], () => BlocksPublicImages, cancellationToken);

    public Task<IReadOnlyList<Ec2Image>> DescribeImagesByNameAsync(string name, CancellationToken cancellationToken) =>
        List("DescribeImagesByName", [name], Images.Where(image => image.Name == name), cancellationToken);

    public Task<int> CountImagesAsync(CancellationToken cancellationToken) => Answer("CountImages", [], () => Images.Count, cancellationToken);

    public Task<int> CountRecycledImagesAsync(CancellationToken cancellationToken) =>
        Answer("CountRecycledImages", [], () => RecycledImages.Count, cancellationToken);

    public Task<IReadOnlyList<string>> FindReadableSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) =>
        List("FindReadableSnapshots", snapshotIds, Snapshots.Select(snapshot => snapshot.SnapshotId!).Where(snapshotIds.Contains), cancellationToken);

    public Task<IReadOnlyList<Ec2SnapshotCopy>> DescribeSnapshotCopiesAsync(CancellationToken cancellationToken) =>
        List("DescribeSnapshotCopies", [], Copies, cancellationToken);

    public Task<bool> HasLaunchTemplateAsync(string launchTemplateId, CancellationToken cancellationToken) =>
        Answer("HasLaunchTemplate", [launchTemplateId], () => Templates.Exists(template => template.LaunchTemplateId == launchTemplateId), cancellationToken);

    public Task<string?> GetParameterAsync(string name, CancellationToken cancellationToken) =>
        Answer("GetParameter", [name], () => Parameters.TryGetValue(name, out var value) ? value : null, cancellationToken);

    public Task<int?> GetImageQuotaAsync(CancellationToken cancellationToken) => Answer("GetImageQuota", [], () => ImageQuota, cancellationToken);

    public Task<int?> GetSnapshotCopyQuotaAsync(CancellationToken cancellationToken) => Answer("GetSnapshotCopyQuota", [], () => CopyQuota, cancellationToken);

    public Task<IReadOnlyList<RecycledResource>> ListImagesInRecycleBinAsync(CancellationToken cancellationToken) =>
        List("ListImagesInRecycleBin", [], RecycledImages.Select(image => Recycled(image.ImageId)), cancellationToken);

    public Task<IReadOnlyList<RecycledResource>> ListSnapshotsInRecycleBinAsync(CancellationToken cancellationToken) =>
        List("ListSnapshotsInRecycleBin", [], RecycledSnapshots.Select(snapshot => Recycled(snapshot.SnapshotId!)), cancellationToken);

    public Task RestoreImageAsync(string imageId, CancellationToken cancellationToken) => Change("RestoreImage", imageId, () =>
    {
        var image = RecycledImages.Find(recycled => recycled.ImageId == imageId) ?? throw new ImageBuilderException("No AMI.", "InvalidAMIID.NotFound", 400);
        if (image.SnapshotIds.Any(id => Snapshots.TrueForAll(snapshot => snapshot.SnapshotId != id)))
            throw new ImageBuilderException("No snapshot.", "InvalidSnapshot.NotFound", 400);
        RecycledImages.Remove(image);
        Images.Add(image);
    }, cancellationToken);

    public Task RestoreSnapshotAsync(string snapshotId, CancellationToken cancellationToken) => Change("RestoreSnapshot", snapshotId, () =>
    {
        var snapshot = RecycledSnapshots.Find(recycled => recycled.SnapshotId == snapshotId) ?? throw new ImageBuilderException("No snapshot.", "InvalidSnapshot.NotFound", 400);
        RecycledSnapshots.Remove(snapshot);
        Snapshots.Add(snapshot);
    }, cancellationToken);

    public Task EnableImageAsync(string imageId, CancellationToken cancellationToken) =>
        Change("EnableImage", imageId, () => Update(imageId, image => image with { State = "available" }), cancellationToken);

    public Task AddTagsAsync(string resourceId, TagMap tags, CancellationToken cancellationToken) => Change("CreateTags", resourceId, () =>
    {
        foreach (var tag in tags)
            (Images.Find(image => image.ImageId == resourceId)?.Tags ?? Snapshots.Find(snapshot => snapshot.SnapshotId == resourceId)!.Tags!)[tag.Key] = tag.Value;
    }, cancellationToken);

    public Task ShareAsync(string imageId, Ec2LaunchPermission sharing, CancellationToken cancellationToken) => Change("Share", imageId, () =>
    {
        var before = Sharing.TryGetValue(imageId, out var known) ? known : new([], []);
        Sharing[imageId] = new([.. before.UserIds, .. sharing.UserIds], [.. before.OrganizationArns, .. sharing.OrganizationArns]);
    }, cancellationToken);

    public Task PublishAsync(string imageId, CancellationToken cancellationToken) =>
        Change("Publish", imageId, () => Update(imageId, image => image with { IsPublic = true }), cancellationToken);

    public Task ProtectAsync(string imageId, bool withCooldown, CancellationToken cancellationToken) => Change(
        "Protect",
        imageId,
        () => Update(imageId, image => image with { DeregistrationProtection = withCooldown ? "enabled-with-cooldown" : "enabled-without-cooldown" }),
        cancellationToken);

    public void Update(string imageId, Func<Ec2Image, Ec2Image> change) =>
        Images[Images.FindIndex(image => image.ImageId == imageId)] = change(Images.First(image => image.ImageId == imageId));

    /// <summary>Deletes an AMI with its snapshots, into the Recycle Bin or for good.</summary>
    public void Delete(string imageId, bool recyclesImage = true, bool recyclesSnapshots = true)
    {
        var image = Images.First(known => known.ImageId == imageId);
        Images.Remove(image);
        Sharing.Remove(imageId);
        if (recyclesImage)
            RecycledImages.Add(image);
        foreach (var snapshot in Snapshots.Where(snapshot => image.SnapshotIds.Contains(snapshot.SnapshotId!)).ToList())
        {
            Snapshots.Remove(snapshot);
            if (recyclesSnapshots)
                RecycledSnapshots.Add(snapshot);
        }
    }

    private static RecycledResource Recycled(string id) =>
        new(id, new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 6, 8, 12, 0, 0, TimeSpan.Zero));

    private Task<bool> Change(string operation, string id, Action change, CancellationToken cancellation) => Answer(
        operation,
        [id],
        () =>
        {
            change();
            return true;
        },
        cancellation);

    private Task<IReadOnlyList<T>> List<T>(string operation, IReadOnlyList<string> ids, IEnumerable<T> found, CancellationToken cancellation) =>
        Answer<IReadOnlyList<T>>(operation, ids, () => [.. found], cancellation);

    private Task<T> Answer<T>(string operation, IReadOnlyList<string> ids, Func<T> answer, CancellationToken cancellation) =>
        cloud.AnswerAsync(new(account, region, operation, ids), answer, cancellation);
}
