using Amazon.EC2.Model;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

public sealed class SnapshotSharingTests : IDisposable
{
    private const string Ami = "ami-00000000000000001";
    private static readonly string Snapshot = ServiceHost.SnapshotId(Ami);

    private readonly ServiceHost host = new();

    public SnapshotSharingTests() => host.Add(Ami);

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_snapshot_is_seen_by_whom_it_is_shared_with_until_that_ends()
    {
        using var owner = host.Ec2();
        using var other = host.Ec2(ServiceHost.OtherAccount);
        Assert.Empty(await ReadAsync());
        await owner.ModifySnapshotAttributeAsync(new()
        {
            SnapshotId = Snapshot,
            Attribute = "createVolumePermission",
            CreateVolumePermission = new() { Add = [new() { UserId = ServiceHost.OtherAccount }] },
        });
        Assert.Equal([Snapshot], await ReadAsync());
        await owner.ModifySnapshotAttributeAsync(new()
        {
            SnapshotId = Snapshot,
            CreateVolumePermission = new() { Remove = [new() { UserId = ServiceHost.OtherAccount }] },
        });
        Assert.Empty(await ReadAsync());

        async Task<string[]> ReadAsync() =>
            [.. ((await other.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { Filters = [new("snapshot-id", [Snapshot])] })).Snapshots ?? []).Select(snapshot => snapshot.SnapshotId)];
    }

    [Fact]
    public async Task Only_the_owner_can_share_a_snapshot()
    {
        using var other = host.Ec2(ServiceHost.OtherAccount);
        await ServiceHost.RefusesAsync("InvalidSnapshot.NotFound", () => other.ModifySnapshotAttributeAsync(new() { SnapshotId = Snapshot }));
        using var owner = host.Ec2();
        await ServiceHost.RefusesAsync("InvalidParameterValue", () => owner.ModifySnapshotAttributeAsync(new() { SnapshotId = Snapshot, Attribute = "productCodes" }));
    }
}
