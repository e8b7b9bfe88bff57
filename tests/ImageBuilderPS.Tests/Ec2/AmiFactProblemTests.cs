using ImageBuilderPS.Api;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Ec2;

/// <summary>What cannot be read is unknown, with the reason; the rest is read.</summary>
public sealed class AmiFactProblemTests
{
    private readonly FakeCloud cloud = new();

    [Fact]
    public async Task An_operation_that_is_refused_is_unknown_and_asked_only_once()
    {
        Add(30);
        cloud.Error = call => call.Operation == "DescribeImageReferences" ? Refused() : null;

        var facts = await ReadAsync(limit: 1);

        Assert.All(facts, fact =>
        {
            Assert.Null(fact.InUseBy);
            Assert.NotNull(fact.SharedAccounts);
            Assert.NotNull(fact.Snapshots);
            Assert.NotNull(fact.RecycleBinDays);
            var problem = Assert.Single(fact.Problems!);
            Assert.Equal(("ec2:DescribeImageReferences", "UnauthorizedOperation", "You may not."), (problem.Permission, problem.ErrorCode, problem.Message));
        });
        Assert.Equal(1, cloud.Count("DescribeImageReferences"));
    }

    [Theory]
    [InlineData("DescribeImageAttribute", "ec2:DescribeImageAttribute")]
    [InlineData("DescribeSnapshots", "ec2:DescribeSnapshots")]
    [InlineData("DescribeImagesOfSnapshots", "ec2:DescribeImages")]
    [InlineData("DescribeDefaultLaunchTemplateVersions", "ec2:DescribeLaunchTemplateVersions")]
    [InlineData("ListRules", "rbin:ListRules, rbin:GetRule")]
    public async Task Each_operation_has_its_permission(string operation, string permission)
    {
        Add(2);
        cloud.Error = call => call.Operation == operation ? Refused() : null;

        Assert.All(await ReadAsync(), fact => Assert.Equal(permission, Assert.Single(fact.Problems!).Permission));
    }

    [Fact]
    public async Task Without_a_description_the_rest_is_read_and_nothing_is_said_to_be_gone()
    {
        Add(1);
        cloud.Error = call => call.Operation == "DescribeImages" ? Refused() : null;

        var fact = Assert.Single(await ReadAsync());

        Assert.Equal((null, null, null, null), (fact.State, fact.IsPublic, fact.HasNeverLaunched, fact.RecycleBinDays));
        Assert.Null(fact.Snapshots);
        Assert.Null(fact.Tags);
        Assert.Empty(fact.SharedAccounts!);
        Assert.Empty(fact.InUseBy!);
    }

    [Fact]
    public async Task A_snapshot_that_cannot_be_described_keeps_its_id()
    {
        Add(1);
        cloud.Error = call => call.Operation == "DescribeSnapshots" ? Refused() : null;

        var snapshot = Assert.Single(Assert.Single(await ReadAsync()).Snapshots!);

        Assert.Equal(("snap-0", null, null), (snapshot.SnapshotId, snapshot.MaxBytes, snapshot.RecycleBinDays));
        Assert.Equal(["ami-0"], snapshot.AmiIds!);
    }

    [Theory]
    [InlineData("DescribeInstances", "ec2:DescribeInstances", "instance i-0a1, launch template lt-0a1 web v1 ($Default, $Latest)")]
    [InlineData("DescribeLaunchTemplates", "ec2:DescribeLaunchTemplates", "instance i-0a1 web (running), launch template lt-0a1 v1")]
    [InlineData("DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplateVersions", "instance i-0a1 web (running), launch template lt-0a1 web")]
    public async Task A_reference_stays_where_its_details_cannot_be_read(string operation, string permission, string text)
    {
        Add(1);
        AddUses();
        cloud.Error = call => call.Operation == operation ? Refused() : null;

        var fact = Assert.Single(await ReadAsync());

        Assert.Equal(text, string.Join(", ", fact.InUseBy!.Select(reference => reference.ToString())));
        Assert.Equal(permission, Assert.Single(fact.Problems!).Permission);
    }

    [Fact]
    public async Task An_id_that_EC2_does_not_know_costs_the_others_of_its_batch_nothing()
    {
        Add(5);
        cloud.Error = call => call.Operation == "DescribeImageReferences" && call.Ids.Contains("ami-2")
            ? new ImageBuilderException("The image id 'ami-2' does not exist", "InvalidAMIID.NotFound", 400)
            : null;

        var facts = await ReadAsync();

        Assert.Equal(["ami-2"], facts.Where(fact => fact.InUseBy is null).Select(fact => fact.AmiId));
        Assert.Equal(["ami-2"], facts.Where(fact => fact.Problems is not null).Select(fact => fact.AmiId));
        Assert.Equal(6, cloud.Count("DescribeImageReferences"));
    }

    [Fact]
    public async Task A_failure_of_the_service_concerns_one_call()
    {
        Add(25);
        cloud.Error = call => call.Operation == "DescribeImageReferences" && call.Ids.Contains("ami-0") ? new ServiceUnavailableException("Later.") : null;

        var facts = await ReadAsync(limit: 1);

        Assert.Equal(10, facts.Count(fact => fact.InUseBy is null));
        Assert.Equal(3, cloud.Count("DescribeImageReferences"));
    }

    [Fact]
    public async Task A_region_that_cannot_be_reached_leaves_the_other_regions_alone()
    {
        Add(20);
        cloud[FakeCloud.Own, "eu-west-1"].Add("ami-far");
        cloud.Error = call => call.Region == "eu-west-1" ? Unreachable() : null;

        var facts = await ReadAsync([new AmiQuery("ami-far", "eu-west-1", FakeCloud.Own), new AmiQuery("ami-0", FakeCloud.Home, FakeCloud.Own), new AmiQuery("ami-none", "nowhere", FakeCloud.Own)]);

        Assert.Null(facts[0].State);
        Assert.Equal((null, "EndpointUnreachable", "It could not be reached. Check the network."), Values(Assert.Single(facts[0].Problems!)));
        Assert.Null(facts[1].Problems);
        Assert.Equal("InvalidSettings", Assert.Single(facts[2].Problems!).ErrorCode);
    }

    [Fact]
    public async Task A_region_that_is_lost_during_the_read_is_not_asked_again()
    {
        Add(100);
        cloud.Error = call => call.Operation == "DescribeImageAttribute" ? Unreachable() : null;

        var facts = await ReadAsync(limit: 1);

        Assert.All(facts, fact => Assert.Null(fact.SharedAccounts));
        Assert.Equal(1, cloud.Count("DescribeImageAttribute"));
        Assert.Contains(facts, fact => fact.Problems!.Length == 1);
    }

    [Fact]
    public async Task A_throttled_call_is_made_again_when_the_back_off_ends()
    {
        Add(1);
        var (throttles, clock) = (3, new FakeClock().Start());
        cloud.Error = call => call.Operation == "DescribeImageAttribute" && throttles-- > 0 ? Throttled() : null;

        var fact = Assert.Single(await ReadAsync(clock: clock));

        Assert.NotNull(fact.SharedAccounts);
        Assert.Null(fact.Problems);
        Assert.Equal(4, cloud.Count("DescribeImageAttribute"));
        Assert.True(clock.Now >= new FakeClock().Now.AddSeconds(7), "The back-off of 1 s, 2 s and 4 s was not obeyed.");
    }

    [Fact]
    public async Task A_call_that_is_throttled_for_minutes_is_given_up_with_its_operation()
    {
        Add(20);
        cloud.Error = call => call.Operation == "DescribeImageReferences" ? Throttled() : null;

        var facts = await ReadAsync(limit: 1);

        Assert.All(facts, fact => Assert.Equal(("ec2:DescribeImageReferences", "RequestLimitExceeded", "Slower."), Values(Assert.Single(fact.Problems!))));
        Assert.Single(cloud.Calls.Where(call => call.Operation == "DescribeImageReferences").Select(call => call.Ids[0]).Distinct());
    }

    [Fact]
    public async Task An_AMI_of_another_account_is_unknown_without_a_role()
    {
        cloud[FakeCloud.Other].Add("ami-1");

        var fact = Assert.Single(await ReadAsync([new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Other)]));

        Assert.True(fact.IsOfOtherAccount);
        Assert.Null(fact.State);
        Assert.Contains("-RoleName", Assert.Single(fact.Problems!).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(cloud.Calls, call => call.Operation != "GetCallerIdentity");
    }

    [Theory]
    [InlineData("us-east-1", "arn:aws:iam::222222222222:role/tools/Reader")]
    [InlineData("cn-north-1", "arn:aws-cn:iam::222222222222:role/tools/Reader")]
    public async Task An_AMI_of_another_account_is_read_with_a_role_there(string region, string role)
    {
        cloud[FakeCloud.Other, region].Add("ami-1");
        cloud[FakeCloud.Other, region].RoleNames.Add("Ec2ImageBuilderCrossAccountLifecycleAccess");

        var fact = Assert.Single(await ReadAsync([new AmiQuery("ami-1", region, FakeCloud.Other)], role: "tools/Reader"));

        Assert.Equal((true, true, "available"), (fact.IsOfOtherAccount, fact.HasLifecycleRole, fact.State));
        Assert.Null(fact.Problems);
        Assert.Equal(role, Assert.Single(cloud.Roles));
    }

    [Fact]
    public async Task The_lifecycle_role_of_an_account_is_looked_for_once()
    {
        foreach (var region in new[] { "us-east-1", "us-west-2", "eu-west-1" })
            cloud[FakeCloud.Other, region].Add("ami-" + region);

        var facts = await ReadAsync(
            [.. new[] { "us-east-1", "us-west-2", "eu-west-1" }.Select(region => new AmiQuery("ami-" + region, region, FakeCloud.Other))], role: "Reader");

        Assert.All(facts, fact => Assert.False(fact.HasLifecycleRole));
        Assert.Equal(1, cloud.Count("GetRole"));
    }

    [Fact]
    public async Task A_lifecycle_role_that_nobody_may_look_for_is_unknown()
    {
        cloud[FakeCloud.Other].Add("ami-1");
        cloud.Error = call => call.Operation == "GetRole" ? new ImageBuilderException("No.", "AccessDenied", 403) : null;

        var fact = Assert.Single(await ReadAsync([new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Other)], role: "Reader"));

        Assert.Null(fact.HasLifecycleRole);
        Assert.Equal(("iam:GetRole", "AccessDenied", "No."), Values(Assert.Single(fact.Problems!)));
        Assert.Equal("available", fact.State);
    }

    [Fact]
    public async Task A_role_that_cannot_be_assumed_leaves_the_AMIs_of_its_account_unknown()
    {
        cloud[FakeCloud.Own].Add("ami-1");
        cloud[FakeCloud.Other].Add("ami-2");
        cloud.Error = call => call is { Operation: "AssumeRole", Account: FakeCloud.Other } ? new ImageBuilderException("Not you.", "AccessDenied", 403) : null;

        var facts = await ReadAsync([new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own), new AmiQuery("ami-2", FakeCloud.Home, FakeCloud.Other)], role: "Reader");

        Assert.Null(facts[0].Problems);
        Assert.Null(facts[1].State);
        Assert.Equal(("sts:AssumeRole", "AccessDenied", "Not you."), Values(Assert.Single(facts[1].Problems!)));
    }

    [Fact]
    public async Task An_AMI_that_was_named_by_its_id_is_read_in_the_account_that_owns_it()
    {
        cloud[FakeCloud.Own].Foreign.Add(cloud[FakeCloud.Other].Add("ami-1"));
        cloud[FakeCloud.Other].Sharing["ami-1"] = new([FakeCloud.Own], []);
        cloud[FakeCloud.Own].Add("ami-2");

        var facts = await ReadAsync([new AmiQuery("ami-1", FakeCloud.Home), new AmiQuery("ami-2", FakeCloud.Home)], role: "Reader");

        Assert.Equal((FakeCloud.Other, true), (facts[0].AccountId, facts[0].IsOfOtherAccount));
        Assert.Equal([FakeCloud.Own], facts[0].SharedAccounts!);
        Assert.Equal((FakeCloud.Own, false), (facts[1].AccountId, facts[1].IsOfOtherAccount));
    }

    [Fact]
    public async Task An_AMI_that_was_named_by_its_id_and_is_anothers_is_unknown_without_a_role()
    {
        cloud[FakeCloud.Own].Foreign.Add(cloud[FakeCloud.Other].Add("ami-1"));

        var fact = Assert.Single(await ReadAsync([new AmiQuery("ami-1", FakeCloud.Home)]));

        Assert.Equal((FakeCloud.Other, true, null, null), (fact.AccountId, fact.IsOfOtherAccount, fact.State, fact.HasNeverLaunched));
        Assert.Contains("-RoleName", Assert.Single(fact.Problems!).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_account_of_the_images_is_taken_where_STS_does_not_tell_the_callers()
    {
        cloud[FakeCloud.Own].Add("ami-1");
        cloud.Error = call => call.Operation == "GetCallerIdentity" ? Unreachable() : null;

        var facts = await ReadAsync(
        [
            new AmiQuery("ami-1", FakeCloud.Home, FakeCloud.Own, "arn:aws:imagebuilder:us-east-1:111111111111:image/web/1.0.0/1"),
            new AmiQuery("ami-2", FakeCloud.Home, FakeCloud.Other, "arn:aws:imagebuilder:us-east-1:111111111111:image/web/1.0.0/1"),
        ]);

        Assert.Equal([false, true], facts.Select(fact => fact.IsOfOtherAccount));
        Assert.Equal("available", facts[0].State);
    }

    private static (string?, string?, string?) Values(AmiFactProblem problem) => (problem.Permission, problem.ErrorCode, problem.Message);

    private static ImageBuilderException Refused() => new("You may not.", "UnauthorizedOperation", 403);

    private static ImageBuilderException Throttled() => new("Slower.", "RequestLimitExceeded", 429);

    private static ConnectionException Unreachable() => new(ConnectionErrorKind.EndpointUnreachable, "It could not be reached.", "Check the network.");

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
            cloud[FakeCloud.Own].Add($"ami-{i}");
    }

    private void AddUses()
    {
        var ec2 = cloud[FakeCloud.Own];
        ec2.References.AddRange(
        [
            new("ami-0", "ec2:Instance", "arn:aws:ec2:us-east-1:111111111111:instance/i-0a1"),
            new("ami-0", "ec2:LaunchTemplate", "arn:aws:ec2:us-east-1:111111111111:launch-template/lt-0a1"),
        ]);
        ec2.Instances.Add(new("i-0a1", "running", "web"));
        ec2.Templates.Add(new("lt-0a1", "web", 1, 1));
        ec2.Versions.Add(new("lt-0a1", 1, "ami-0"));
    }

    private Task<IReadOnlyList<AmiFact>> ReadAsync(int limit = 10, TimeProvider? clock = null) => ReadAsync(
        [.. cloud[FakeCloud.Own].Images.Select(image => new AmiQuery(image.ImageId, FakeCloud.Home, FakeCloud.Own))], limit: limit, clock: clock);

    private Task<IReadOnlyList<AmiFact>> ReadAsync(AmiQuery[] queries, string? role = null, int limit = 10, TimeProvider? clock = null) =>
        new AmiFactCollector(cloud, new(), new() { RoleName = role, ThrottleLimit = limit }, clock ?? new FakeClock().Start()).CollectAsync(queries);
}
