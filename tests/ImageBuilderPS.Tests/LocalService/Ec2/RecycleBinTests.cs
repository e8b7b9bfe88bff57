using Amazon.EC2;
using Amazon.EC2.Model;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Rbin;
using ResourceTag = ImageBuilderPS.LocalService.Rbin.ResourceTag;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public sealed class RecycleBinTests : IDisposable
{
    private const string Id = "ami-00000000000000001";
    private static readonly ResourceTag Production = new() { ResourceTagKey = "stage", ResourceTagValue = "production" };
    private static readonly ResourceTag Pinned = new() { ResourceTagKey = "pinned" };

    private readonly ServiceHost host = new();
    private readonly AmazonEC2Client ec2;

    public RecycleBinTests()
    {
        ec2 = host.Ec2();
        host.Add(Id, image => image with { LaunchPermissions = new() { UserIds = [ServiceHost.OtherAccount] } });
    }

    private static string SnapshotId => ServiceHost.SnapshotId(Id);

    private Ec2Image Image => host.Ec2State().Images.Find(Id)!;

    public void Dispose()
    {
        ec2.Dispose();
        host.Dispose();
    }

    [Fact]
    public async Task An_image_comes_back_from_the_recycle_bin_as_it_was()
    {
        host.Retain(RetainedType.Image, 7);
        var before = Image;
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
        await ServiceHost.RefusesAsync("InvalidAMIID.Unavailable", () => ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id }));
        var recycled = Assert.Single((await ec2.ListImagesInRecycleBinAsync(new ListImagesInRecycleBinRequest { ImageIds = [Id] })).Images);
        Assert.Equal((Id, before.Name), (recycled.ImageId, recycled.Name));
        Assert.Equal((host.Now.UtcDateTime, host.Now.AddDays(7).UtcDateTime), (recycled.RecycleBinEnterTime?.ToUniversalTime(), recycled.RecycleBinExitTime?.ToUniversalTime()));
        Assert.True((await ec2.RestoreImageFromRecycleBinAsync(new() { ImageId = Id })).Return);
        Assert.Equal(before, Image);
        Assert.Empty((await ec2.ListImagesInRecycleBinAsync(new ListImagesInRecycleBinRequest())).Images ?? []);
    }

    [Fact]
    public async Task The_recycle_bin_keeps_an_image_for_the_time_of_its_rule()
    {
        host.Retain(RetainedType.Image, 7);
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
        host.Pass(TimeSpan.FromDays(7));
        Assert.Empty((await ec2.ListImagesInRecycleBinAsync(new ListImagesInRecycleBinRequest())).Images ?? []);
        await ServiceHost.RefusesAsync("InvalidAMIID.NotFound", () => ec2.RestoreImageFromRecycleBinAsync(new() { ImageId = Id }));
    }

    [Fact]
    public async Task An_image_without_its_snapshot_cannot_be_restored()
    {
        host.Retain(RetainedType.Image, 7);
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id, DeleteAssociatedSnapshots = true });
        await ServiceHost.RefusesAsync("InvalidSnapshot.NotFound", () => ec2.RestoreImageFromRecycleBinAsync(new() { ImageId = Id }));
        Assert.Single((await ec2.ListImagesInRecycleBinAsync(new ListImagesInRecycleBinRequest())).Images);
    }

    [Fact]
    public async Task A_snapshot_comes_back_from_the_recycle_bin_as_it_was_and_then_its_image_does()
    {
        host.Retain(RetainedType.Image, 7);
        host.Retain(RetainedType.Snapshot, 14);
        var (image, snapshot) = (Image, host.Ec2State().Snapshots.Find(SnapshotId)!);
        var deregistered = await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id, DeleteAssociatedSnapshots = true });
        Assert.Equal(SnapshotReturnCodes.Success, deregistered.DeleteSnapshotResults.Single().ReturnCode);
        Assert.Empty((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest())).Snapshots ?? []);
        await ServiceHost.RefusesAsync("InvalidSnapshot.NotFound", () => ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = SnapshotId }));

        var recycled = Assert.Single((await ec2.ListSnapshotsInRecycleBinAsync(new ListSnapshotsInRecycleBinRequest { SnapshotIds = [SnapshotId] })).Snapshots);
        Assert.Equal((SnapshotId, host.Now.AddDays(14).UtcDateTime), (recycled.SnapshotId, recycled.RecycleBinExitTime?.ToUniversalTime()));
        var restored = await ec2.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = SnapshotId });
        Assert.Equal(
            (SnapshotId, ServiceHost.Account, 8, SnapshotState.Completed), (restored.SnapshotId, restored.OwnerId, restored.VolumeSize, restored.State));
        Assert.Equal(snapshot, host.Ec2State().Snapshots.Find(SnapshotId));
        Assert.Empty((await ec2.ListSnapshotsInRecycleBinAsync(new ListSnapshotsInRecycleBinRequest())).Snapshots ?? []);
        await ServiceHost.RefusesAsync("InvalidSnapshot.NotFound", () => ec2.RestoreSnapshotFromRecycleBinAsync(new() { SnapshotId = SnapshotId }));
        await ec2.RestoreImageFromRecycleBinAsync(new() { ImageId = Id });
        Assert.Equal(image, Image);
    }

    [Fact]
    public async Task A_snapshot_is_kept_by_its_own_tags_for_the_time_of_its_rule()
    {
        host.Retain(RetainedType.Snapshot, 7, tags: [Production]);
        await ec2.CreateTagsAsync(new() { Resources = [SnapshotId], Tags = [new("stage", "production")] });
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
        await ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = SnapshotId });
        Assert.Single((await ec2.ListSnapshotsInRecycleBinAsync(new ListSnapshotsInRecycleBinRequest())).Snapshots);
        host.Pass(TimeSpan.FromDays(7));
        Assert.Empty((await ec2.ListSnapshotsInRecycleBinAsync(new ListSnapshotsInRecycleBinRequest())).Snapshots ?? []);
        await ServiceHost.RefusesAsync(
            "InvalidSnapshot.NotFound", () => ec2.ListSnapshotsInRecycleBinAsync(new ListSnapshotsInRecycleBinRequest { SnapshotIds = [SnapshotId] }));
    }

    [Fact]
    public async Task Of_several_rules_that_with_the_longest_period_counts()
    {
        host.Retain(RetainedType.Image, 7);
        host.Retain(RetainedType.Image, 30);
        host.Retain(RetainedType.Image, 14);
        host.Retain(RetainedType.Snapshot, 100);
        host.Retain(RetainedType.Image, 100, account: ServiceHost.OtherAccount);
        Assert.Equal(30, await DaysInBinAsync(new() { ["stage"] = "production" }));
    }

    [Theory]
    [InlineData("stage", "production", 7)]
    [InlineData("stage", "Production", 0)]
    [InlineData("pinned", "", 7)]
    [InlineData("pinned", "yes", 0)]
    [InlineData("team", "web", 0)]
    public async Task A_rule_with_tags_keeps_what_has_any_of_them(string key, string value, int days)
    {
        host.Retain(RetainedType.Image, 7, tags: [Production, Pinned]);
        Assert.Equal(days, await DaysInBinAsync(new() { [key] = value, ["Name"] = "web" }));
    }

    [Theory]
    [InlineData("stage", "production", 0)]
    [InlineData("pinned", "", 0)]
    [InlineData("pinned", "yes", 7)]
    [InlineData("team", "web", 7)]
    public async Task A_rule_of_the_region_does_not_keep_what_has_a_tag_that_it_excludes(string key, string value, int days)
    {
        host.Retain(RetainedType.Image, 7, exclude: [Production, Pinned]);
        Assert.Equal(days, await DaysInBinAsync(new() { [key] = value, ["Name"] = "web" }));
    }

    [Fact]
    public async Task A_change_of_the_rules_does_not_concern_what_is_in_the_bin()
    {
        host.Retain(RetainedType.Image, 7);
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
        host.State().RetentionRules.Clear();
        host.Pass(TimeSpan.FromDays(6));
        Assert.True((await ec2.RestoreImageFromRecycleBinAsync(new() { ImageId = Id })).Return);
    }

    [Fact]
    public async Task A_saved_state_of_before_the_rules_has_none()
    {
        using var client = new HttpClient { BaseAddress = host.Url };
        host.Ec2State().Settings = new() { BlocksPublicImages = true };
        var saved = (await client.GetStringAsync(new Uri("/_local/state", UriKind.Relative)))
            .Replace("\"blocksPublicImages\":true", "\"blocksPublicImages\":true,\"recycleBinDays\":7", StringComparison.Ordinal);
        Assert.Contains("recycleBinDays", saved, StringComparison.Ordinal);
        using var body = new StringContent(saved);
        using var loaded = await client.PutAsync(new Uri("/_local/state", UriKind.Relative), body);
        Assert.True(loaded.IsSuccessStatusCode);
        Assert.Equal((true, 0), (host.Ec2State().Settings.BlocksPublicImages, host.State().RetentionRules.Count));
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
        Assert.Empty((await ec2.ListImagesInRecycleBinAsync(new ListImagesInRecycleBinRequest())).Images ?? []);
    }

    private async Task<int> DaysInBinAsync(Dictionary<string, string> tags)
    {
        await ec2.CreateTagsAsync(new() { Resources = [Id], Tags = [.. tags.Select(tag => new Tag(tag.Key, tag.Value))] });
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
        var recycled = ((await ec2.ListImagesInRecycleBinAsync(new ListImagesInRecycleBinRequest())).Images ?? []).SingleOrDefault();
        return recycled is null ? 0 : (int)(recycled.RecycleBinExitTime!.Value - recycled.RecycleBinEnterTime!.Value).TotalDays;
    }
}
