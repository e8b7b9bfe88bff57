using System.Text.Json;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Rbin;
using ImageBuilderPS.LocalService.Ssm;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public class StateJsonTests
{
    private static readonly DateTimeOffset Time = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Ec2Image Image = new()
    {
        ImageId = "ami-00000001",
        Name = "web",
        OwnerId = "123456789012",
        CreationDate = Time,
        DeprecationTime = Time,
        BlockDevices = [new() { SnapshotId = "snap-00000001", VolumeSize = 8 }],
        LaunchPermissions = new() { UserIds = ["111122223333"], Groups = ["all"] },
        Tags = new() { ["a"] = "b" },
    };

    public static TheoryData<object> Stored =>
    [
        Image,
        new Recycled<Ec2Image> { Resource = Image, EnterTime = Time, ExitTime = Time },
        new Recycled<Ec2Snapshot> { Resource = new() { SnapshotId = "snap-00000001" }, EnterTime = Time, ExitTime = Time },
        new Ec2Snapshot { SnapshotId = "snap-00000001", FullSnapshotSizeInBytes = 1, Tags = new() { ["a"] = "b" } },
        new Ec2Instance { InstanceId = "i-00000001", LaunchTime = Time, Tags = new() { ["a"] = "b" } },
        new LaunchTemplate { LaunchTemplateId = "lt-00000001", Versions = [new() { ImageId = "ami-00000001", CreateTime = Time }] },
        new SsmParameter { Name = "/a", Versions = [new() { Value = "b", LastModified = Time }] },
        new Ec2Settings { BlocksPublicImages = true },
        new RetentionRule { Identifier = "abcdefghijk", RetentionPeriod = new() { RetentionPeriodValue = 7 }, ResourceTags = [new() { ResourceTagKey = "a" }] },
    ];

    [Theory]
    [MemberData(nameof(Stored), DisableDiscoveryEnumeration = true)]
    public void What_is_stored_survives_JSON(object item)
    {
        var json = JsonSerializer.Serialize(item, item.GetType());
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, item.GetType()), item.GetType()));
        Assert.DoesNotContain("IsPublic", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_image_has_all_of_the_written_one()
    {
        var read = JsonSerializer.Deserialize<Ec2Image>(JsonSerializer.Serialize(Image))!;
        Assert.True(read.LaunchPermissions.IsPublic);
        Assert.Equal((8, "b", Time), (read.BlockDevices.Single().VolumeSize, read.Tags["a"], read.DeprecationTime));
    }
}
