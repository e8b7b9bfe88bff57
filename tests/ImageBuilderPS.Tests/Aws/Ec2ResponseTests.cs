using Amazon.EC2.Model;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.Tests.LocalService.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Aws;

/// <summary>What is read from responses of EC2.</summary>
public sealed class Ec2ResponseTests : Ec2Test
{
    private const string Ami = "ami-00000000000000001";
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task AMIs_and_snapshots_are_read_as_the_SDK_reads_them()
    {
        using var host = new ServiceHost();
        host.Add(Ami, image => image with
        {
            Name = "web",
            Tags = new() { ["Team"] = "web", ["Empty"] = "" },
            LastLaunchedTime = host.Now.AddDays(-1),
            DeprecationTime = host.Now.AddDays(1),
            Protection = DeregistrationProtection.EnabledWithCooldown,
            LaunchPermissions = new() { UserIds = [ServiceHost.OtherAccount] },
        });
        using var sdk = host.Ec2();
        var ec2 = Connect(host);

        var image = Assert.Single(await ec2.DescribeImagesAsync([Ami], ownOnly: true, None));
        var snapshot = Assert.Single(await ec2.DescribeSnapshotsAsync([ServiceHost.SnapshotId(Ami)], None));
        var sharing = await ec2.DescribeLaunchPermissionAsync(Ami, None);

        var image2 = Assert.Single((await sdk.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [Ami] })).Images);
        Assert.Equal(
            (image2.ImageId, image2.OwnerId, image2.Name, image2.State.Value, image2.Public, image2.DeregistrationProtection),
            (image.ImageId, image.OwnerId, image.Name, image.State, image.IsPublic, image.DeregistrationProtection));
        Assert.Equal(image2.Tags.Select(tag => (tag.Key, tag.Value)).Order(), image.Tags.Select(tag => (tag.Key, tag.Value)).Order());
        Assert.Equal(image2.BlockDeviceMappings.Select(device => device.Ebs.SnapshotId), image.SnapshotIds);
        Assert.Equal(image2.BlockDeviceMappings[0].Ebs.Encrypted, image.IsEncrypted);
        Assert.Equal((host.Now.AddDays(-1), host.Now.AddDays(1)), (image.LastLaunchedTime, image.DeprecationTime));
        var snapshot2 = Assert.Single((await sdk.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [snapshot.SnapshotId] })).Snapshots);
        Assert.Equal(
            (snapshot2.VolumeSize, snapshot2.FullSnapshotSizeInBytes, snapshot2.StorageTier?.Value),
            (snapshot.VolumeSize, snapshot.FullSnapshotSizeInBytes, snapshot.StorageTier));
        Assert.Equal([ServiceHost.OtherAccount], sharing!.UserIds);
    }

    [Fact]
    public async Task Instances_templates_and_the_recycle_bin_of_the_local_service_are_read()
    {
        using var host = new ServiceHost();
        host.Add(Ami);
        host.Ec2State().Instances.Put("i-00000000000000001", new() { InstanceId = "i-00000000000000001", ImageId = Ami, State = "running", Tags = new() { ["Name"] = "web" } });
        host.Ec2State().LaunchTemplates.Put("lt-00000000000000001", new()
        {
            LaunchTemplateId = "lt-00000000000000001", Name = "web", Versions = [new() { ImageId = Ami }],
        });
        host.Retain("EBS_SNAPSHOT", 7);
        var ec2 = Connect(host);

        Assert.Equal([new("i-00000000000000001", "running", "web")], await ec2.DescribeInstancesAsync(["i-00000000000000001"], None));
        Assert.Equal([new("lt-00000000000000001", "web", 1, 1)], await ec2.DescribeLaunchTemplatesAsync(["lt-00000000000000001"], None));
        Assert.Equal([new("lt-00000000000000001", 1, Ami)], await ec2.DescribeDefaultLaunchTemplateVersionsAsync(None));
        Assert.Equal([new("lt-00000000000000001", 1, Ami)], await ec2.DescribeLaunchTemplateVersionsAsync("lt-00000000000000001", [Ami], None));
        Assert.Equal(
            ["ec2:Instance", "ec2:LaunchTemplate"],
            (await ec2.DescribeImageReferencesAsync([Ami], None)).Select(reference => reference.ResourceType).Order(StringComparer.Ordinal));

        using var sdk = host.Ec2();
        await sdk.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Ami });
        await sdk.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = ServiceHost.SnapshotId(Ami) });
        var recycled = Assert.Single(await ((IEc2Changes)ec2).ListSnapshotsInRecycleBinAsync(None));
        Assert.Equal(new(ServiceHost.SnapshotId(Ami), host.Now, host.Now.AddDays(7)), recycled);
    }

    [Fact]
    public async Task What_a_response_leaves_out_is_unknown()
    {
        var image = Assert.Single(await ReadAsync(
            "DescribeImages", "<imagesSet><item><imageId>ami-1</imageId><name/><isPublic/><tagSet/><blockDeviceMapping><item><ebs/></item></blockDeviceMapping></item></imagesSet>",
            ec2 => ec2.DescribeImagesAsync(["ami-1"], true, None)));
        Assert.Equal((null, null, null, null), (image.OwnerId, image.Name, image.State, image.IsPublic));
        Assert.Equal((0, 0, false), (image.Tags.Count, image.SnapshotIds.Count, image.IsEncrypted));
        var snapshot = Assert.Single(await ReadAsync(
            "DescribeSnapshots", "<snapshotSet><item><snapshotId>snap-1</snapshotId></item></snapshotSet>", ec2 => ec2.DescribeSnapshotsAsync(["snap-1"], None)));
        Assert.Equal((null, null, null), (snapshot.VolumeSize, snapshot.FullSnapshotSizeInBytes, snapshot.StorageTier));
        Assert.Equal([new("i-1", null, null)], await ReadAsync(
            "DescribeInstances", "<reservationSet><item/><item><instancesSet><item><instanceId>i-1</instanceId></item></instancesSet></item></reservationSet>",
            ec2 => ec2.DescribeInstancesAsync(["i-1"], None)));
        Assert.Equal([new("lt-1", null, null, null)], await ReadAsync(
            "DescribeLaunchTemplates", "<launchTemplates><item><launchTemplateId>lt-1</launchTemplateId></item></launchTemplates>",
            ec2 => ec2.DescribeLaunchTemplatesAsync(["lt-1"], None)));
        Assert.Equal([new("lt-1", 0, null)], await ReadAsync(
            "DescribeLaunchTemplateVersions", "<launchTemplateVersionSet><item><launchTemplateId>lt-1</launchTemplateId></item></launchTemplateVersionSet>",
            ec2 => ec2.DescribeDefaultLaunchTemplateVersionsAsync(None)));
        Assert.Equal([new("eu-west-1", null)], await ReadAsync(
            "DescribeRegions", "<regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo>", ec2 => ec2.DescribeRegionsAsync(None)));
        Assert.Empty((await ReadAsync("DescribeImageAttribute", "", ec2 => ec2.DescribeLaunchPermissionAsync("ami-1", None)))!.UserIds);
        Assert.Empty(await ReadAsync("DescribeImages", "", ec2 => ec2.DescribeImagesAsync(["ami-1"], true, None)));
    }

    // To take it for "not blocked" would be a guess.
    [Fact]
    public async Task A_state_that_is_left_out_is_an_error() =>
        Assert.Contains("imageBlockPublicAccessState", await UnreadableAsync("GetImageBlockPublicAccessState", "", ec2 => ec2.BlocksPublicImagesAsync(None)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<item><imageId>ami-1</imageId><isPublic>perhaps</isPublic></item>", "isPublic is 'perhaps'")]
    [InlineData("<item><name>web</name></item>", "item has no imageId")]
    [InlineData("<item><imageId>ami-1</imageId><tagSet><item><value>web</value></item></tagSet></item>", "item has no key")]
    public async Task A_value_that_EC2_does_not_write_is_unreadable(string items, string expected) => Assert.Contains(
        expected, await UnreadableAsync("DescribeImages", $"<imagesSet>{items}</imagesSet>", ec2 => ec2.DescribeImagesAsync(["ami-1"], true, None)), StringComparison.Ordinal);

    [Fact]
    public async Task A_size_that_is_no_number_is_unreadable() => Assert.Contains(
        "volumeSize is '8 GiB'",
        await UnreadableAsync(
            "DescribeSnapshots", "<snapshotSet><item><snapshotId>snap-1</snapshotId><volumeSize>8 GiB</volumeSize></item></snapshotSet>", ec2 => ec2.DescribeSnapshotsAsync(["snap-1"], None)),
        StringComparison.Ordinal);

    private static IEc2 Connect(ServiceHost host) =>
        ConnectEc2(new ConnectionSettings { EndpointUrl = host.Url, AccessKey = ServiceHost.Account, SecretKey = "secret" }, ServiceHost.Region);

    private static async Task<T> ReadAsync<T>(string action, string members, Func<IEc2, Task<T>> read)
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{action}Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>r</requestId>{members}</{action}Response>"));
        return await read(ConnectEc2(endpoint));
    }

    private static async Task<string> UnreadableAsync<T>(string action, string members, Func<IEc2, Task<T>> read)
    {
        var error = await Assert.ThrowsAnyAsync<ImageBuilderException>(() => ReadAsync(action, members, read));
        Assert.Equal("UnreadableResponse", error.ErrorCode);
        return error.Message;
    }
}
