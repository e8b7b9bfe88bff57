using Amazon.EC2;
using Amazon.EC2.Model;
using ImageBuilderPS.LocalService.Ec2.Resources;
using Tag = Amazon.EC2.Model.Tag;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public sealed class Ec2ListTests : IDisposable
{
    private const string Id = "ami-00000000000000001";
    private const string Snapshot = "snap-00000000000000001";
    private const string Instance = "i-00000000000000001";
    private const string Template = "lt-00000000000000001";

    private readonly ServiceHost host = new();
    private readonly AmazonEC2Client ec2;

    public Ec2ListTests()
    {
        ec2 = host.Ec2();
        host.Add(Id);
        host.Ec2State().Instances.Put(Instance, new() { InstanceId = Instance, ImageId = Id, LaunchTime = host.Now });
        host.Ec2State().Instances.Put("i-00000000000000002", new() { InstanceId = "i-00000000000000002", ImageId = Id, State = "terminated" });
        host.Ec2State().LaunchTemplates.Put(Template, new()
        {
            LaunchTemplateId = Template,
            Name = "web",
            CreateTime = host.Now,
            DefaultVersion = 2,
            Versions =
            [
                .. Enumerable.Range(1, 12).Select(number => new ImageBuilderPS.LocalService.Ec2.Resources.LaunchTemplateVersion
                {
                    Number = number,
                    ImageId = number == 2 ? Id : number == 12 ? "resolve:ssm:/golden" : "ami-0000000000000000f",
                    InstanceType = "t3.micro",
                }),
            ],
        });
        host.State().Parameters.Put("/golden", new()
        {
            Name = "/golden", DataType = "aws:ec2:image", Versions = [new() { Value = Id, LastModified = host.Now }],
        });
    }

    public void Dispose()
    {
        ec2.Dispose();
        host.Dispose();
    }

    [Fact]
    public async Task A_snapshot_has_its_sizes_and_tier()
    {
        var snapshot = Assert.Single((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = [Snapshot] })).Snapshots);
        Assert.Equal((8, 3_000_000_000L, StorageTier.Standard), (snapshot.VolumeSize, snapshot.FullSnapshotSizeInBytes, snapshot.StorageTier));
        Assert.Equal((SnapshotState.Completed, "100%", ServiceHost.Account, false), (snapshot.State, snapshot.Progress, snapshot.OwnerId, snapshot.Encrypted));
        Assert.Equal(host.Now.AddDays(-10).UtcDateTime, snapshot.StartTime?.ToUniversalTime());
    }

    [Fact]
    public async Task Snapshots_of_others_are_not_listed()
    {
        host.Add("ami-00000000000000002", null, ServiceHost.OtherAccount);
        Assert.Equal([Snapshot], (await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest())).Snapshots.Select(one => one.SnapshotId));
        Assert.Empty((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = ["snap-00000000000000002"] })).Snapshots ?? []);
        Assert.Empty((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["amazon"] })).Snapshots ?? []);
        Assert.Single((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [new("volume-size", ["8"])] })).Snapshots);
        Assert.Single((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { RestorableByUserIds = ["self"] })).Snapshots);
    }

    [Theory]
    [InlineData("description", "*", false)]
    [InlineData("encrypted", "false", true)]
    [InlineData("encrypted", "true", false)]
    [InlineData("owner-alias", "*", false)]
    [InlineData("owner-id", ServiceHost.Account, true)]
    [InlineData("progress", "100%", true)]
    [InlineData("start-time", "2026-05-22T*", true)]
    [InlineData("status", "completed", true)]
    [InlineData("status", "pending", false)]
    [InlineData("storage-tier", "standard", true)]
    [InlineData("transfer-type", "*", false)]
    public async Task Filters_narrow_the_snapshots(string name, string value, bool isFound) => Assert.Equal(
        isFound ? [Snapshot] : [],
        ((await ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { Filters = [new(name, [value])] })).Snapshots ?? []).Select(one => one.SnapshotId));

    [Theory]
    [InlineData("instance-state-code", "16", true)]
    [InlineData("instance-state-name", "running", true)]
    [InlineData("instance-id", Instance, true)]
    [InlineData("launch-time", "2026-06-01T12*", true)]
    [InlineData("launch-time", "2025*", false)]
    [InlineData("instance-type", "m7g.*", false)]
    public async Task Filters_narrow_the_instances(string name, string value, bool isFound) => Assert.Equal(
        isFound ? [Instance] : [],
        ((await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new(name, [value])] })).Reservations ?? [])
            .SelectMany(reservation => reservation.Instances).Select(one => one.InstanceId));

    [Theory]
    [InlineData("launch-template-name", "w*", true)]
    [InlineData("launch-template-name", "app", false)]
    [InlineData("create-time", "2026-06-01T12*", true)]
    [InlineData("create-time", "2025*", false)]
    public async Task Filters_narrow_the_launch_templates(string name, string value, bool isFound) => Assert.Equal(
        isFound ? [Template] : [],
        ((await ec2.DescribeLaunchTemplatesAsync(new DescribeLaunchTemplatesRequest { Filters = [new(name, [value])] })).LaunchTemplates ?? [])
            .Select(one => one.LaunchTemplateId));

    [Theory]
    [InlineData("is-default-version", "true", 1)]
    [InlineData("is-default-version", "false", 11)]
    [InlineData("instance-type", "t3.*", 12)]
    [InlineData("instance-type", "m7g.*", 0)]
    public async Task Filters_narrow_the_versions_of_a_launch_template(string name, string value, int count) => Assert.Equal(
        count,
        (await ec2.DescribeLaunchTemplateVersionsAsync(new() { LaunchTemplateId = Template, Filters = [new(name, [value])] })).LaunchTemplateVersions?.Count ?? 0);

    [Theory]
    [InlineData("endpoint", "ec2.eu-west-1.*")]
    [InlineData("region-name", "eu-west-1")]
    public async Task Filters_narrow_the_regions(string name, string value) => Assert.Equal(
        ["eu-west-1"],
        (await ec2.DescribeRegionsAsync(new DescribeRegionsRequest { Filters = [new(name, [value])] })).Regions.Select(region => region.RegionName));

    [Fact]
    public async Task A_snapshot_is_deleted_when_no_image_uses_it()
    {
        await ServiceHost.RefusesAsync("InvalidSnapshot.InUse", () => ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = Snapshot }));
        await ec2.DisableImageAsync(new() { ImageId = Id });
        await ServiceHost.RefusesAsync("InvalidSnapshot.InUse", () => ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = Snapshot }));
        await ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = Id });
        await ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = Snapshot });
        await ServiceHost.RefusesAsync("InvalidSnapshot.NotFound", () => ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = Snapshot }));
        await ServiceHost.RefusesAsync("InvalidSnapshotID.Malformed", () => ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = "snap-1" }));
    }

    [Fact]
    public async Task Instances_are_found_by_their_image()
    {
        var reservations = (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("image-id", [Id]), new("instance-state-name", ["running"])] })).Reservations;
        var instance = Assert.Single(Assert.Single(reservations).Instances);
        Assert.Equal((Instance, Id, InstanceStateName.Running, 16), (instance.InstanceId, instance.ImageId, instance.State.Name, instance.State.Code));
        Assert.Equal(2, (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest())).Reservations.Count);
        await ServiceHost.RefusesAsync("InvalidInstanceID.NotFound", () => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["i-0000000000000000f"] }));
    }

    [Fact]
    public async Task Launch_templates_are_found_by_id_and_by_name()
    {
        var template = Assert.Single((await ec2.DescribeLaunchTemplatesAsync(new() { LaunchTemplateNames = ["web"] })).LaunchTemplates);
        Assert.Equal((Template, 2L, 12L), (template.LaunchTemplateId, template.DefaultVersionNumber, template.LatestVersionNumber));
        Assert.Single((await ec2.DescribeLaunchTemplatesAsync(new() { LaunchTemplateIds = [Template] })).LaunchTemplates);
        await ServiceHost.RefusesAsync("InvalidLaunchTemplateId.NotFound", () => ec2.DescribeLaunchTemplatesAsync(new() { LaunchTemplateIds = ["lt-0000000000000000f"] }));
        await ServiceHost.RefusesAsync("InvalidLaunchTemplateName.NotFoundException", () => ec2.DescribeLaunchTemplatesAsync(new() { LaunchTemplateNames = ["none"] }));
    }

    [Theory]
    [InlineData("12 2", "$Latest", "$Default")]
    [InlineData("3", "3")]
    [InlineData("12 11 10 9 8 7 6 5 4 3 2 1")]
    public async Task Versions_are_found_by_number_and_alias(string numbers, params string[] versions)
    {
        var found = new List<long?>();
        await foreach (var version in ec2.Paginators.DescribeLaunchTemplateVersions(new() { LaunchTemplateId = Template, Versions = [.. versions], MaxResults = 5 }).LaunchTemplateVersions)
            found.Add(version.VersionNumber);
        Assert.Equal(numbers, string.Join(' ', found));
    }

    [Fact]
    public async Task A_version_names_its_image_also_behind_a_parameter()
    {
        var latest = new DescribeLaunchTemplateVersionsRequest { LaunchTemplateName = "web", Versions = ["$Latest"] };
        Assert.Equal("resolve:ssm:/golden", (await ec2.DescribeLaunchTemplateVersionsAsync(latest)).LaunchTemplateVersions.Single().LaunchTemplateData.ImageId);
        latest.ResolveAlias = true;
        Assert.Equal(Id, (await ec2.DescribeLaunchTemplateVersionsAsync(latest)).LaunchTemplateVersions.Single().LaunchTemplateData.ImageId);
        var all = await ec2.DescribeLaunchTemplateVersionsAsync(new() { Versions = ["$Default"], Filters = [new("image-id", [Id])] });
        Assert.True(all.LaunchTemplateVersions.Single().DefaultVersion);
        await ServiceHost.RefusesAsync("InvalidLaunchTemplateId.VersionNotFound", () =>
            ec2.DescribeLaunchTemplateVersionsAsync(new() { LaunchTemplateId = Template, Versions = ["99"] }));
        await ServiceHost.RefusesAsync("InvalidParameterCombination", () => ec2.DescribeLaunchTemplateVersionsAsync(new()));
    }

    [Fact]
    public async Task References_are_what_the_account_has_with_an_image()
    {
        var found = await ReferencesAsync(new() { ImageIds = [Id], IncludeAllResourceTypes = true });
        Assert.Equal(
            [
                "ec2:Instance arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001",
                "ec2:Instance arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000002",
                "ssm:Parameter arn:aws:ssm:us-east-1:123456789012:parameter/golden",
            ],
            found);
        Assert.Empty(await ReferencesAsync(new() { ImageIds = ["ami-00000000000000002"], IncludeAllResourceTypes = true }));
    }

    [Fact]
    public async Task Options_narrow_the_states_and_widen_the_versions() => Assert.Equal(
        [
            "ec2:Instance arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001",
            "ec2:LaunchTemplate arn:aws:ec2:us-east-1:123456789012:launch-template/lt-00000000000000001",
        ],
        await ReferencesAsync(new()
        {
            ImageIds = [Id],
            ResourceTypes =
            [
                new() { ResourceType = "ec2:Instance", ResourceTypeOptions = [new() { OptionName = "state-name", OptionValues = ["running"] }] },
                new() { ResourceType = "ec2:LaunchTemplate", ResourceTypeOptions = [new() { OptionName = "version-depth", OptionValues = ["11"] }] },
            ],
        }));

    [Fact]
    public async Task A_recipe_refers_to_its_parent_image()
    {
        using var filled = new ServiceHost(new());
        using var client = filled.Ec2();
        var response = await client.DescribeImageReferencesAsync(new() { ImageIds = ["ami-0123456789abcdef0"], IncludeAllResourceTypes = true });
        Assert.Equal(3, response.ImageReferences.Count(one => one.ResourceType == ImageReferenceResourceType.ImagebuilderImageRecipe));
    }

    [Fact]
    public async Task References_need_one_to_ten_images_and_types()
    {
        await ServiceHost.RefusesAsync("MissingParameter", () => ec2.DescribeImageReferencesAsync(new() { IncludeAllResourceTypes = true }));
        await ServiceHost.RefusesAsync("InvalidParameterCombination", () => ec2.DescribeImageReferencesAsync(new() { ImageIds = [Id] }));
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => ec2.DescribeImageReferencesAsync(new()
        {
            ImageIds = [.. Enumerable.Range(0, 11).Select(i => $"ami-0000000{i % 10}")], IncludeAllResourceTypes = true,
        }));
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => ec2.DescribeImageReferencesAsync(new()
        {
            ImageIds = [Id], ResourceTypes = [new() { ResourceType = "ec2:Fleet" }],
        }));
    }

    [Fact]
    public async Task Tags_are_created_replaced_listed_and_deleted()
    {
        await ec2.CreateTagsAsync(new() { Resources = [Id, Snapshot, Instance, Template], Tags = [new("Team", "web"), new("Empty", "")] });
        await ec2.CreateTagsAsync(new() { Resources = [Id], Tags = [new("Team", "db")] });
        var tags = (await ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("key", ["Team"])] })).Tags;
        Assert.Equal(
            [("db", Id, "image"), ("web", Instance, "instance"), ("web", Template, "launch-template"), ("web", Snapshot, "snapshot")],
            tags.Select(tag => (tag.Value, tag.ResourceId, (string)tag.ResourceType)));
        Assert.Equal(3, (await ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("tag:Team", ["web"])] })).Tags.Count);

        await ec2.DeleteTagsAsync(new() { Resources = [Id], Tags = [new("Team", "web"), new Tag { Key = "Empty" }, new Tag { Key = "None" }] });
        Assert.Equal(["Team"], (await ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("resource-id", [Id])] })).Tags.Select(tag => tag.Key));
        await ec2.DeleteTagsAsync(new() { Resources = [Id, Snapshot, Instance, Template] });
        Assert.Empty((await ec2.DescribeTagsAsync(new DescribeTagsRequest())).Tags ?? []);
    }

    [Fact]
    public async Task A_tag_that_cannot_be_changes_no_resource()
    {
        await ServiceHost.RefusesAsync("InvalidSnapshot.NotFound", () => TagAsync([Id, "snap-0000000000000000f"], new Tag("a", "b")));
        await ServiceHost.RefusesAsync("InvalidID", () => TagAsync([Id, "x-1"], new Tag("a", "b")));
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => TagAsync([Id], new Tag("aws:a", "b")));
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => TagAsync([Id], new Tag("a", new('b', 257))));
        await ServiceHost.RefusesAsync("TagLimitExceeded", () => TagAsync([Id], [.. Enumerable.Range(0, 51).Select(i => new Tag($"{i}", ""))]));
        Assert.Empty((await ec2.DescribeTagsAsync(new DescribeTagsRequest())).Tags ?? []);
    }

    [Fact]
    public async Task Regions_are_those_of_a_new_account()
    {
        var regions = (await ec2.DescribeRegionsAsync(new DescribeRegionsRequest())).Regions;
        Assert.Contains(regions, region => region is { RegionName: "us-east-1", Endpoint: "ec2.us-east-1.amazonaws.com", OptInStatus: "opt-in-not-required" });
        Assert.DoesNotContain(regions, region => region.RegionName == "af-south-1");
        Assert.True((await ec2.DescribeRegionsAsync(new DescribeRegionsRequest { AllRegions = true })).Regions.Count > regions.Count);
        Assert.Equal("not-opted-in", (await ec2.DescribeRegionsAsync(new DescribeRegionsRequest { RegionNames = ["af-south-1"] })).Regions.Single().OptInStatus);
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => ec2.DescribeRegionsAsync(new DescribeRegionsRequest { RegionNames = ["mars-1"] }));
    }

    private Task<CreateTagsResponse> TagAsync(List<string> resources, params List<Tag> tags) => ec2.CreateTagsAsync(new() { Resources = resources, Tags = tags });

    private async Task<List<string>> ReferencesAsync(DescribeImageReferencesRequest request)
    {
        var found = new List<string>();
        request.MaxResults = 5;
        await foreach (var reference in ec2.Paginators.DescribeImageReferences(request).ImageReferences)
        {
            Assert.Equal(request.ImageIds[0], reference.ImageId);
            found.Add($"{reference.ResourceType} {reference.Arn}");
        }
        return found;
    }
}
