using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Support;
using Ami = ImageBuilderPS.Api.Resources.Ami;
using Image = ImageBuilderPS.Api.Resources.Image;

namespace ImageBuilderPS.Tests.Ec2;

public sealed class AmiFactCollectorTests
{
    private const string ImageArn = "arn:aws:imagebuilder:us-east-1:111111111111:image/web/1.0.0/1";
    private const string Template = "lt-0a1";
    private const string TemplateArn = "arn:aws:ec2:us-east-1:111111111111:launch-template/lt-0a1";
    private const string InstanceArn = "arn:aws:ec2:us-east-1:111111111111:instance/i-0a1";
    private static readonly DateTimeOffset Launch = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeCloud cloud = new();

    [Fact]
    public async Task A_fact_has_everything_that_EC2_knows()
    {
        var ec2 = cloud[FakeCloud.Own];
        ec2.Add("ami-1", image => image with
        {
            Name = "web", IsPublic = true, Tags = new() { ["Team"] = "web" }, LastLaunchedTime = Launch, DeprecationTime = Launch.AddYears(1), DeregistrationProtection = "enabled-with-cooldown",
        });
        ec2.Snapshots[0].Tags = new() { ["Keep"] = "yes" };
        ec2.Sharing["ami-1"] = new([FakeCloud.Other], ["arn:aws:organizations::1:organization/o-1"]);
        ec2.Rules.Add(new(RecycleBinRule.Images, 7, [], []));
        ec2.Rules.Add(new(RecycleBinRule.Snapshots, 30, [new("Keep", "yes")], []));

        var fact = await ReadOneAsync(new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own, ImageArn));

        Assert.Equal(("ami-1", "us-east-1", FakeCloud.Own, ImageArn, "web", "available"), (fact.AmiId, fact.Region, fact.AccountId, fact.ImageArn, fact.Name, fact.State));
        Assert.Equal((true, Launch, false, Launch.AddYears(1), true), (fact.IsPublic, fact.LastLaunchedTime, fact.HasNeverLaunched, fact.DeprecationTime, fact.IsProtected));
        Assert.Equal("Team=web", fact.Tags!.ToString());
        Assert.Equal([FakeCloud.Other], fact.SharedAccounts!);
        Assert.Equal(["arn:aws:organizations::1:organization/o-1"], fact.SharedOrganizations!);
        Assert.Equal((7, false, null), (fact.RecycleBinDays, fact.IsOfOtherAccount, fact.HasLifecycleRole));
        var snapshot = Assert.Single(fact.Snapshots!);
        Assert.Equal(("snap-1", 8, 3_000_000_000, "standard", 30), (snapshot.SnapshotId, snapshot.VolumeSize, snapshot.FullSnapshotSizeInBytes, snapshot.StorageTier, snapshot.RecycleBinDays));
        Assert.Empty(fact.InUseBy!);
        Assert.Null(fact.Problems);
    }

    [Fact]
    public async Task An_AMI_that_EC2_does_not_have_is_known_to_have_nothing()
    {
        cloud[FakeCloud.Own].Add("ami-2", image => image with { State = "deregistered" });

        var facts = await ReadAsync(new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own), new AmiQuery("ami-2", FakeCloud.Home, FakeCloud.Own));

        Assert.All(facts, fact =>
        {
            Assert.True(fact.IsGone);
            Assert.Equal((false, true, 0, false), (fact.IsPublic, fact.HasNeverLaunched, fact.RecycleBinDays, fact.IsProtected));
            Assert.Empty(fact.SharedAccounts!);
            Assert.Empty(fact.SharedOrganizations!);
            Assert.Empty(fact.Tags!);
            Assert.Empty(fact.Snapshots!);
            Assert.Empty(fact.InUseBy!);
            Assert.Null(fact.Problems);
        });
        Assert.Equal(0, cloud.Count("DescribeImageAttribute") + cloud.Count("DescribeImageReferences"));
    }

    [Fact]
    public async Task A_disabled_AMI_is_shared_with_nobody_and_that_is_not_asked()
    {
        cloud[FakeCloud.Own].Add("ami-1", image => image with { State = "disabled", IsPublic = true });

        var fact = await ReadOneAsync(new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own));

        Assert.True(fact.IsDisabled);
        Assert.False(fact.IsPublic);
        Assert.Empty(fact.SharedAccounts!);
        Assert.Equal(0, cloud.Count("DescribeImageAttribute"));
        Assert.Single(fact.Snapshots!);
    }

    [Fact]
    public async Task An_AMI_without_a_launch_is_known_to_have_none()
    {
        cloud[FakeCloud.Own].Add("ami-1");

        var fact = await ReadOneAsync(new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own));

        Assert.Equal((null, true), (fact.LastLaunchedTime, fact.HasNeverLaunched));
    }

    [Fact]
    public async Task Launch_permissions_can_be_left_out()
    {
        cloud[FakeCloud.Own].Add("ami-1");

        var fact = Assert.Single(await ReadAsync(new AmiFactOptions { ReadsLaunchPermissions = false }, new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own)));

        Assert.Null(fact.SharedAccounts);
        Assert.Null(fact.Problems);
        Assert.Equal(0, cloud.Count("DescribeImageAttribute"));
    }

    [Fact]
    public async Task A_snapshot_names_every_AMI_that_consists_of_it()
    {
        var ec2 = cloud[FakeCloud.Own];
        ec2.Add("ami-1");
        ec2.Add("ami-2", image => image with { SnapshotIds = ["snap-1"] });
        ec2.Add("ami-3");

        var facts = await ReadAsync(new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own), new AmiQuery("ami-3", FakeCloud.Home, FakeCloud.Own));

        Assert.Equal(["ami-1", "ami-2"], facts[0].Snapshots![0].AmiIds!);
        Assert.Equal(["ami-3"], facts[1].Snapshots![0].AmiIds!);
    }

    [Fact]
    public async Task References_have_details_of_what_refers()
    {
        var ec2 = cloud[FakeCloud.Own];
        ec2.Add("ami-1");
        ec2.References.AddRange(
            [new("ami-1", "ssm:Parameter", "arn:aws:ssm:us-east-1:111111111111:parameter/prod/ami"), new("ami-1", "ec2:LaunchTemplate", TemplateArn), new("ami-1", "ec2:Instance", InstanceArn)]);
        ec2.Instances.Add(new("i-0a1", "running", "web-1"));
        ec2.Templates.Add(new(Template, "web", 3, 7));
        ec2.Versions.AddRange([new(Template, 7, "ami-1"), new(Template, 3, "ami-1"), new(Template, 5, "ami-other")]);

        var fact = await ReadOneAsync(new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own));

        Assert.Equal(
            ["instance i-0a1 web-1 (running)", "launch template lt-0a1 web v3 ($Default), v7 ($Latest)", "ssm:/prod/ami"],
            fact.InUseBy!.Select(reference => reference.ToString()));
    }

    [Fact]
    public async Task The_default_version_of_a_launch_template_refers_even_if_it_is_not_among_the_newest()
    {
        var ec2 = cloud[FakeCloud.Own];
        ec2.Add("ami-1");
        ec2.Templates.Add(new(Template, "web", 1, 50));
        ec2.Versions.Add(new(Template, 1, "ami-1"));

        var fact = await ReadOneAsync(new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own));

        var reference = Assert.Single(fact.InUseBy!);
        Assert.Equal((TemplateArn, "launch template lt-0a1 web v1 ($Default)"), (reference.Arn, reference.ToString()));
    }

    [Fact]
    public async Task An_instance_that_ended_meanwhile_does_not_refer()
    {
        var ec2 = cloud[FakeCloud.Own];
        ec2.Add("ami-1");
        ec2.References.Add(new("ami-1", "ec2:Instance", InstanceArn));
        ec2.Instances.Add(new("i-0a1", "terminated", null));

        Assert.Empty((await ReadOneAsync(new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own))).InUseBy!);
    }

    [Fact]
    public async Task Facts_come_in_input_order_and_each_AMI_once()
    {
        cloud[FakeCloud.Own].Add("ami-1");
        cloud[FakeCloud.Own].Add("ami-2");
        cloud[FakeCloud.Own, "eu-west-1"].Add("ami-1");
        AmiQuery[] queries =
        [
            new("ami-2", FakeCloud.Home, FakeCloud.Own), new("ami-1", "eu-west-1", FakeCloud.Own), new("ami-1", FakeCloud.Home), new("ami-2", FakeCloud.Home, FakeCloud.Own, ImageArn),
        ];

        var facts = await ReadAsync(queries);

        Assert.Equal(["ami-2 us-east-1", "ami-1 eu-west-1", "ami-1 us-east-1"], facts.Select(fact => fact.ToString()));
        Assert.All(facts, fact => Assert.False(fact.IsGone));
    }

    [Fact]
    public async Task No_AMIs_need_no_call()
    {
        Assert.Empty(await ReadAsync());
        Assert.Empty(cloud.Calls);
    }

    [Fact]
    public async Task Ten_thousand_AMIs_in_ten_regions_take_as_few_calls_as_EC2_allows()
    {
        var queries = new List<AmiQuery>();
        for (var i = 0; i < 10_000; i++)
        {
            var region = $"us-east-{i % 10}";
            cloud[FakeCloud.Own, region].Add($"ami-{i}");
            queries.Add(new($"ami-{i}", region, FakeCloud.Own));
        }

        var facts = await ReadAsync([.. queries]);

        Assert.Equal(queries.Select(query => query.AmiId), facts.Select(fact => fact.AmiId));
        Assert.All(facts, fact => Assert.Null(fact.Problems));
        Assert.Equal(
            "AssumeRole 10, DescribeDefaultLaunchTemplateVersions 10, DescribeImageAttribute 10000, DescribeImageReferences 1000, DescribeImages 50, DescribeImagesOfSnapshots 50, DescribeSnapshots 50, GetCallerIdentity 1, ListRules 10",
            string.Join(", ", cloud.Calls.GroupBy(call => call.Operation).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}")));
    }

    [Fact]
    public async Task At_most_as_many_calls_as_the_limit_are_made_at_a_time_in_a_region()
    {
        for (var i = 0; i < 50; i++)
            cloud[FakeCloud.Own].Add($"ami-{i}");
        var (now, most) = (0, 0);
        cloud.Pause = async cancellation =>
        {
            var count = Interlocked.Increment(ref now);
            most = Math.Max(most, count);
            await Task.Delay(1, cancellation);
            Interlocked.Decrement(ref now);
        };

        await ReadAsync(new AmiFactOptions { ThrottleLimit = 3 }, [.. Enumerable.Range(0, 50).Select(i => new AmiQuery($"ami-{i}", FakeCloud.Home, FakeCloud.Own))]);

        Assert.InRange(most, 2, 3);
    }

    [Fact]
    public async Task The_progress_counts_every_AMI_once()
    {
        cloud[FakeCloud.Own].Add("ami-1");
        cloud[FakeCloud.Own].Foreign.Add(cloud[FakeCloud.Other].Add("ami-2"));
        var counts = new List<int>();

        await new AmiFactCollector(cloud, new(), new()).CollectAsync(
            [new("ami-1", FakeCloud.Home), new("ami-2", FakeCloud.Home), new("ami-gone", FakeCloud.Home), new("ami-3", "nowhere")], count => { lock (counts) counts.Add(count); });

        Assert.Equal([1, 2, 3, 4], counts.Order());
    }

    [Fact]
    public async Task Cancelling_ends_the_read()
    {
        cloud[FakeCloud.Own].Add("ami-1");
        using var cancelling = new CancellationTokenSource();
        cloud.Pause = cancellation => Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        var reading = new AmiFactCollector(cloud, new(), new()).CollectAsync([new("ami-1", FakeCloud.Home)], null, cancelling.Token);

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Outputs_of_images_that_are_not_AMIs_yet_are_left_out()
    {
        var image = new Image
        {
            Arn = ImageArn,
            OutputResources = new()
            {
                Amis = [new Ami { Region = "us-east-1", Image = "ami-1", AccountId = FakeCloud.Own }, new Ami { Region = "eu-west-1" }, new Ami { Image = "ami-2" }],
            },
        };

        Assert.Equal([new AmiQuery("ami-1", "us-east-1", FakeCloud.Own, ImageArn)], AmiQuery.From([image, new() { Arn = ImageArn }]));
    }

    private async Task<AmiFact> ReadOneAsync(AmiQuery query) => Assert.Single(await ReadAsync(query));

    private Task<IReadOnlyList<AmiFact>> ReadAsync(params AmiQuery[] queries) => ReadAsync(new AmiFactOptions(), queries);

    private Task<IReadOnlyList<AmiFact>> ReadAsync(AmiFactOptions options, params AmiQuery[] queries) =>
        new AmiFactCollector(cloud, new(), options, new FakeClock().Start()).CollectAsync(queries);
}
