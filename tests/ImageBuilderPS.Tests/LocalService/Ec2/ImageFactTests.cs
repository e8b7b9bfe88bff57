using ImageBuilderPS.Aws.Ec2;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Support;
using AmiState = ImageBuilderPS.LocalService.Ec2.Resources.ImageState;

namespace ImageBuilderPS.Tests.LocalService.Ec2;

/// <summary>The collector over HTTP: the AWS SDK on one side, the local service on the other.</summary>
[Collection(AwsCollection.Name)]
public sealed class ImageFactTests : IDisposable
{
    private const string Plain = "ami-00000000000000001";
    private const string Shared = "ami-00000000000000002";
    private const string Disabled = "ami-00000000000000003";
    private const string Gone = "ami-00000000000000004";
    private const string Far = "ami-00000000000000005";

    private readonly AwsEnvironment environment = new();
    private readonly ServiceHost host = new();

    public ImageFactTests()
    {
        host.Add(Plain, image => image with { Tags = new() { ["Team"] = "web" }, LastLaunchedTime = host.Now.AddDays(-1), DeprecationTime = host.Now.AddDays(30) });
        host.Add(Shared, image => image with
        {
            LaunchPermissions = new() { UserIds = [ServiceHost.OtherAccount] },
            BlockDevices = [new() { SnapshotId = ServiceHost.SnapshotId(Plain), VolumeSize = 8 }],
        });
        host.Add(Disabled, image => image with { State = AmiState.Disabled });
        host.Add(Far, image => image with { LaunchPermissions = new() { UserIds = [ServiceHost.Account] } }, ServiceHost.OtherAccount);
    }

    public void Dispose()
    {
        host.Dispose();
        environment.Dispose();
    }

    [Fact]
    public async Task Facts_are_those_of_the_service()
    {
        var facts = await ReadAsync(Plain, Shared, Disabled, Gone);

        Assert.Equal(["available", "available", "disabled", "deregistered"], facts.Select(fact => fact.State));
        Assert.Equal([host.Now.AddDays(-1), null, null, null], facts.Select(fact => fact.LastLaunchedTime));
        Assert.Equal([false, true, true, true], facts.Select(fact => fact.HasNeverLaunched));
        Assert.Equal(host.Now.AddDays(30), facts[0].DeprecationTime);
        Assert.Equal("Team=web", facts[0].Tags!.ToString());
        Assert.Equal([0, 1, 0, 0], facts.Select(fact => fact.SharedAccounts!.Length));
        Assert.Equal((3_000_000_000, "standard"), (facts[0].Snapshots![0].FullSnapshotSizeInBytes, facts[0].Snapshots![0].StorageTier));
        Assert.All(facts, fact => Assert.Equal((ServiceHost.Account, false), (fact.AccountId, fact.IsOfOtherAccount)));
        Assert.All(facts, fact => Assert.NotNull(fact.InUseBy));
    }

    [Fact]
    public async Task A_snapshot_behind_two_AMIs_names_both()
    {
        var facts = await ReadAsync(Plain, Shared);

        Assert.All(facts, fact => Assert.Equal([Plain, Shared], Assert.Single(fact.Snapshots!).AmiIds!));
    }

    [Fact]
    public async Task An_AMI_of_another_account_is_told_from_an_own_one()
    {
        var fact = Assert.Single(await ReadAsync(Far));

        Assert.Equal((ServiceHost.OtherAccount, null, true), (fact.AccountId, fact.State, fact.IsOfOtherAccount));
    }

    private Task<IReadOnlyList<AmiFact>> ReadAsync(params string[] ids) =>
        new AmiFactCollector(
            new AwsEc2Factory(),
            new() { EndpointUrl = host.Url, Region = ServiceHost.Region, AccessKey = ServiceHost.Account, SecretKey = "secret" },
            new())
        .CollectAsync([.. ids.Select(id => new AmiQuery(id, ServiceHost.Region))]);
}
