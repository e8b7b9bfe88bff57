using Amazon.EC2;
using Amazon.EC2.Model;
using ImageBuilderPS.LocalService.Ec2.Resources;
using AmiState = ImageBuilderPS.LocalService.Ec2.Resources.ImageState;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public sealed class DescribeImagesTests : IDisposable
{
    private const string Own = "ami-00000000000000001";
    private const string Deprecated = "ami-00000000000000002";
    private const string Disabled = "ami-00000000000000003";
    private const string Shared = "ami-00000000000000004";
    private const string PublicDeprecated = "ami-00000000000000005";
    private const string Private = "ami-00000000000000006";
    private const string Amazons = "ami-00000000000000007";

    private readonly ServiceHost host = new();
    private readonly AmazonEC2Client ec2;

    public DescribeImagesTests()
    {
        ec2 = host.Ec2();
        host.Add(Own, image => image with
        {
            Name = "web 1",
            Description = "own",
            Tags = new() { ["Team"] = "web" },
            LaunchPermissions = new() { UserIds = [ServiceHost.OtherAccount] },
            LastLaunchedTime = host.Now.AddDays(-1),
            SourceImageId = Deprecated,
            SourceImageRegion = "eu-west-1",
        });
        host.Add(Deprecated, image => image with { DeprecationTime = host.Now.AddDays(-1) });
        host.Add(Disabled, image => image with { State = AmiState.Disabled });
        host.Add(Shared, image => image with { LaunchPermissions = new() { UserIds = [ServiceHost.Account] } }, ServiceHost.OtherAccount);
        host.Add(
            PublicDeprecated,
            image => image with { LaunchPermissions = new() { Groups = ["all"] }, DeprecationTime = host.Now.AddDays(-1) },
            ServiceHost.OtherAccount);
        host.Add(Private, null, ServiceHost.OtherAccount);
        host.Add(Amazons, image => image with
        {
            OwnerId = "137112412989", OwnerAlias = "amazon", PlatformDetails = "Windows", LaunchPermissions = new() { Groups = ["all"] },
        });
    }

    public void Dispose()
    {
        ec2.Dispose();
        host.Dispose();
    }

    [Fact]
    public async Task All_that_the_caller_may_launch_is_listed_without_what_is_deprecated_elsewhere_or_disabled() =>
        await ListsAsync(new(), Own, Deprecated, Shared, Amazons);

    [Fact]
    public async Task Deprecated_images_of_others_and_disabled_ones_are_listed_on_request() =>
        await ListsAsync(new() { IncludeDeprecated = true, IncludeDisabled = true }, Own, Deprecated, Disabled, Shared, PublicDeprecated, Amazons);

    [Fact]
    public async Task An_id_finds_a_deprecated_image_but_none_that_is_disabled_or_private() =>
        await ListsAsync(new() { ImageIds = [PublicDeprecated, Disabled, Private] }, PublicDeprecated);

    [Theory]
    [InlineData("self", Own, Deprecated)]
    [InlineData("amazon", Amazons)]
    [InlineData(ServiceHost.OtherAccount, Shared)]
    [InlineData("aws-marketplace")]
    public async Task Owners_narrow_the_list(string owner, params string[] ids) => await ListsAsync(new() { Owners = [owner] }, ids);

    [Theory]
    [InlineData("self", Shared)]
    [InlineData("all", Amazons)]
    [InlineData(ServiceHost.OtherAccount, Own)]
    public async Task Executable_users_narrow_the_list(string user, params string[] ids) => await ListsAsync(new() { ExecutableUsers = [user] }, ids);

    [Theory]
    [InlineData("name", "web*", Own)]
    [InlineData("name", "web ?", Own)]
    [InlineData("name", @"web \?")]
    [InlineData("name", "WEB 1")]
    [InlineData("tag:Team", "web", Own)]
    [InlineData("tag-key", "Team", Own)]
    [InlineData("owner-id", ServiceHost.OtherAccount, Shared)]
    [InlineData("owner-alias", "amazon", Amazons)]
    [InlineData("platform", "windows", Amazons)]
    [InlineData("source-image-id", Deprecated, Own)]
    [InlineData("source-image-region", "eu-*", Own)]
    [InlineData("block-device-mapping.snapshot-id", "snap-00000000000000001", Own)]
    [InlineData("image-id", Own, Own)]
    [InlineData("creation-date", "2026-05-22T*", Own, Deprecated, Shared, Amazons)]
    [InlineData("is-public", "true", Amazons)]
    [InlineData("state", "available", Own, Deprecated, Shared, Amazons)]
    [InlineData("block-device-mapping.volume-size", "8", Own, Deprecated, Shared, Amazons)]
    [InlineData("architecture", "x86_64", Own, Deprecated, Shared, Amazons)]
    [InlineData("block-device-mapping.delete-on-termination", "true", Own, Deprecated, Shared, Amazons)]
    [InlineData("block-device-mapping.device-name", "/dev/xvda", Own, Deprecated, Shared, Amazons)]
    [InlineData("block-device-mapping.encrypted", "false", Own, Deprecated, Shared, Amazons)]
    [InlineData("block-device-mapping.volume-type", "gp3", Own, Deprecated, Shared, Amazons)]
    [InlineData("ena-support", "true", Own, Deprecated, Shared, Amazons)]
    [InlineData("hypervisor", "xen", Own, Deprecated, Shared, Amazons)]
    [InlineData("image-type", "machine", Own, Deprecated, Shared, Amazons)]
    [InlineData("root-device-name", "/dev/xvda", Own, Deprecated, Shared, Amazons)]
    [InlineData("root-device-type", "ebs", Own, Deprecated, Shared, Amazons)]
    [InlineData("virtualization-type", "hvm", Own, Deprecated, Shared, Amazons)]
    [InlineData("description", "own", Own)]
    [InlineData("manifest-location", "*/web 1", Own)]
    [InlineData("hypervisor", "ovm")]
    [InlineData("block-device-mapping.encrypted", "true")]
    [InlineData("product-code", "*")]
    public async Task Filters_narrow_the_list(string name, string value, params string[] ids) =>
        await ListsAsync(new() { Filters = [new(name, [value])] }, ids);

    [Fact]
    public async Task Values_of_a_filter_add_and_filters_narrow() => await ListsAsync(
        new() { Filters = [new("image-id", [Own, Shared]), new("owner-id", [ServiceHost.Account])] }, Own);

    [Fact]
    public async Task An_image_has_all_that_is_known_of_it()
    {
        var image = Assert.Single((await ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [Own] })).Images);
        Assert.Equal(("web 1", "own", ServiceHost.Account, "123456789012/web 1"), (image.Name, image.Description, image.OwnerId, image.ImageLocation));
        Assert.Equal((ArchitectureValues.X86_64, "Linux/UNIX", DeviceType.Ebs, "/dev/xvda"), (image.Architecture, image.PlatformDetails, image.RootDeviceType, image.RootDeviceName));
        Assert.Equal((Amazon.EC2.ImageState.Available, false, "disabled"), (image.State, image.Public, image.DeregistrationProtection));
        Assert.Equal(("2026-05-22T12:00:00.000Z", "2026-05-31T12:00:00.000Z", null), (image.CreationDate, image.LastLaunchedTime, image.DeprecationTime));
        Assert.Equal((Deprecated, "eu-west-1"), (image.SourceImageId, image.SourceImageRegion));
        var device = Assert.Single(image.BlockDeviceMappings);
        Assert.Equal(("/dev/xvda", "snap-00000000000000001", 8, false), (device.DeviceName, device.Ebs.SnapshotId, device.Ebs.VolumeSize, device.Ebs.Encrypted));
        Assert.Equal(("Team", "web"), (image.Tags.Single().Key, image.Tags.Single().Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(1000)]
    public async Task Pages_make_the_whole(int size)
    {
        var ids = new List<string>();
        await foreach (var image in ec2.Paginators.DescribeImages(new() { MaxResults = size }).Images)
            ids.Add(image.ImageId);
        Assert.Equal([Own, Deprecated, Shared, Amazons], ids);
    }

    [Fact]
    public async Task A_token_of_another_list_is_refused()
    {
        var token = (await ec2.DescribeImagesAsync(new DescribeImagesRequest { MaxResults = 1 })).NextToken;
        await ServiceHost.RefusesAsync("InvalidPaginationToken", () => ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { NextToken = token }));
        await ServiceHost.RefusesAsync("InvalidPaginationToken", () => ec2.DescribeImagesAsync(new DescribeImagesRequest { NextToken = "nonsense" }));
    }

    [Theory]
    [InlineData("InvalidAMIID.NotFound", "ami-0000000000000000f")]
    [InlineData("InvalidAMIID.Malformed", "ami-xyz")]
    [InlineData("InvalidAMIID.Malformed", "snap-00000000000000001")]
    public async Task An_id_that_is_none_is_refused(string code, string id) =>
        await ServiceHost.RefusesAsync(code, () => ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [Own, id] }));

    [Fact]
    public async Task Wrong_parameters_are_refused()
    {
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new("colour", ["red"])] }));
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => ec2.DescribeImagesAsync(new DescribeImagesRequest { MaxResults = 1001 }));
        await ServiceHost.RefusesAsync("InvalidParameter", () => ec2.DescribeImagesAsync(new DescribeImagesRequest { Filters = [new("state", ["disabled"])] }));
        await ServiceHost.RefusesAsync("InvalidUserID.Malformed", () => ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["me"] }));
    }

    [Fact]
    public async Task Each_region_has_its_own()
    {
        using var elsewhere = host.Ec2(region: "eu-west-1");
        Assert.Empty((await elsewhere.DescribeImagesAsync()).Images ?? []);
    }

    private async Task ListsAsync(DescribeImagesRequest request, params string[] ids) =>
        Assert.Equal(ids, ((await ec2.DescribeImagesAsync(request)).Images ?? []).Select(image => image.ImageId));
}
