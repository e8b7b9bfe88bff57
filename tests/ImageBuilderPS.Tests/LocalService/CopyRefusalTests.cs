using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Ec2.Resources;

namespace ImageBuilderPS.Tests.LocalService;

/// <summary>Why EC2 does not make the AMI of a distribution.</summary>
public class CopyRefusalTests
{
    private const string Account = LocalServiceHarness.Account;
    private const string Target = "111122223333";
    private const string Source = "ami-0123456789abcdef0";
    private readonly LocalServiceHarness core = new();

    [Theory]
    [InlineData("us-east-9", "There is no region us-east-9.")]
    [InlineData("me-south-1", "Region me-south-1 is not enabled for account 123456789012.")]
    public void A_region_that_cannot_be_used_fails_its_AMI_alone(string region, string reason)
    {
        var arn = Distribute(Entry(region), Entry("us-east-1"));
        core.Pass(3);
        var image = core.Image(arn);
        Assert.Equal(("FAILED", "DISTRIBUTING"), (image.State!.Status, image.State.FailureContext!.ImageStatus));
        Assert.Contains(reason, image.State.Reason);
        Assert.Equal(["FAILED", "AVAILABLE"], image.OutputResources!.Amis!.Select(ami => ami.State!.Status));
    }

    [Fact]
    public void An_account_that_has_opted_in_to_a_region_can_use_it_and_others_cannot()
    {
        Assert.Equal(400, core.Raw("POST", $"/_local/accounts?account={Account}&optIn=us-east-1").Status);
        Assert.Equal(200, core.Raw("POST", $"/_local/accounts?account={Account}&optIn=me-south-1").Status);
        var arn = Distribute(Entry("me-south-1", Account, Target));
        core.Pass(3);
        var failure = Assert.Single(core.Image(arn).State!.FailureContext!.DistributionFailure!.RegionFailures!);
        Assert.Equal(Target, failure.TargetAccountId);
    }

    [Theory]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab", Target, null, "The specified keyId 1234abcd-12ab-34cd-56ef-1234567890ab is invalid")]
    [InlineData("alias/web", Target, null, "The specified keyId alias/web is invalid")]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/1", Account, null, "is invalid")]
    [InlineData("arn:aws:kms:us-east-1:123456789012:alias/aws/ebs", Target, null, "is not accessible")]
    [InlineData("alias/aws/ebs", Account, Target, "AWS Managed CMK can't be shared")]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab", Account, Target, null)]
    [InlineData("arn:aws:kms:us-east-1:123456789012:alias/web", Target, null, null)]
    [InlineData("alias/aws/ebs", Account, null, null)]
    public void A_key_has_to_be_found_and_to_be_usable_by_others(string key, string target, string? sharedWith, string? reason)
    {
        var entry = Entry("us-east-1", target);
        entry.AmiDistributionConfiguration!.KmsKeyId = key;
        entry.AmiDistributionConfiguration.LaunchPermission = sharedWith is null ? null : new() { UserIds = [sharedWith] };
        var arn = Distribute(entry);
        core.Pass(2);
        var state = core.Image(arn).State!;
        Assert.Equal(reason is null ? "AVAILABLE" : "FAILED", state.Status);
        Assert.Contains(reason ?? "", state.Reason ?? "");
        Assert.Equal(reason is not null, !Ec2(target).Snapshots.After(null).Any(entry => entry.Value.Description!.StartsWith("Copied for", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_name_that_an_AMI_of_the_account_has_fails()
    {
        Ec2(Account).Register(new() { ImageId = "ami-00000000000000009", Name = "web 2026-06-01T12-00-00.000Z", OwnerId = Account });
        var arn = Distribute(Entry("us-east-1", Account, Target));
        core.Pass(2);
        var image = core.Image(arn);
        Assert.Equal("AMI name web 2026-06-01T12-00-00.000Z is already in use by AMI ami-00000000000000009", image.State!.Reason);
        Assert.Equal(["FAILED", "AVAILABLE"], image.OutputResources!.Amis!.Select(ami => ami.State!.Status));
    }

    [Fact]
    public void Distributions_of_the_same_millisecond_make_different_names()
    {
        var arns = Enumerable.Range(0, 3).Select(_ => core.Distribute()).ToList();
        core.Pass(3);
        Assert.All(arns, arn => Assert.Equal("AVAILABLE", core.Status(arn)));
        Assert.Equal(3, arns.Select(arn => core.Image(arn).OutputResources!.Amis![0].Name).Distinct().Count());
    }

    [Fact]
    public void A_name_with_other_characters_fails()
    {
        var arn = Distribute(Entry("us-east-1", [], "web: {{ imagebuilder:buildDate }}"));
        core.Pass(2);
        Assert.Contains("AMI names must be between 3 and 128 characters long", core.Image(arn).State!.Reason);
    }

    [Fact]
    public void A_quota_of_AMIs_that_is_reached_fails_and_a_higher_one_lets_a_retry_pass()
    {
        core.Raw("POST", "/_local/quota?amis=1");
        Ec2(Target).Register(new() { ImageId = "ami-00000000000000009", Name = "web", OwnerId = Target });
        var arn = Distribute(Entry("us-east-1", Target));
        core.Pass(2);
        Assert.Contains("You have reached your quota of 1 for the number of images", core.Image(arn).State!.Reason);

        core.Raw("POST", "/_local/quota?amis=2");
        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        core.Pass(2);
        Assert.Equal("AVAILABLE", core.Status(arn));
    }

    [Fact]
    public void A_source_of_another_account_needs_snapshots_that_are_shared()
    {
        const string Foreign = "ami-00000000000000009";
        var snapshot = new Ec2Snapshot { SnapshotId = "snap-00000000000000009", OwnerId = Target };
        Ec2(Target).Register(
            new() { ImageId = Foreign, Name = "web", OwnerId = Target, LaunchPermissions = new() { UserIds = [Account] }, BlockDevices = [new() { SnapshotId = snapshot.SnapshotId, VolumeSize = 8 }] },
            snapshot);
        var arn = Distribute(Foreign, Entry("us-east-1"));
        core.Pass(2);
        Assert.Equal("You do not have permission to access the storage of this ami", core.Image(arn).State!.Reason);

        Ec2(Target).ShareSnapshot(snapshot.SnapshotId, new() { UserIds = [Account] }, new());
        core.Send(new RetryImageRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        core.Pass(2);
        Assert.Equal("AVAILABLE", core.Status(arn));
    }

    [Fact]
    public void An_AMI_that_nobody_knows_is_refused_when_sources_have_to_be_known()
    {
        const string Stranger = "ami-00000000000000009";
        Assert.NotNull(core.Send(core.Distribution(Stranger)).ImageBuildVersionArn);
        core.Raw("POST", "/_local/sources?known=true");
        Assert.Contains(Stranger, core.Refuses<InvalidRequestException>(core.Distribution(Stranger)).Message);
        Assert.NotNull(core.Send(core.Distribution(Source)).ImageBuildVersionArn);
    }

    [Fact]
    public void A_snapshot_is_pending_until_its_AMI_is_made()
    {
        var arn = Distribute(Entry("us-east-1", Account), Entry("eu-west-1", Account));
        core.Pass(1.25);
        Assert.True(Copy("us-east-1").IsPending);
        core.Pass(0.5);
        Assert.Equal((false, true), (Copy("us-east-1").IsPending, Copy("eu-west-1").IsPending));
        Assert.Equal(LocalServiceHarness.Step.TotalSeconds / 2, (Copy("us-east-1").CompletionTime - Copy("us-east-1").StartTime)!.Value.TotalSeconds);

        core.Send(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        Assert.DoesNotContain(core.State.Get(Account, "eu-west-1").Ec2.Snapshots.After(null), entry => entry.Value.IsPending);
    }

    [Fact]
    public void A_copy_that_fails_leaves_no_snapshot()
    {
        var arn = Distribute(Entry("us-east-1", Target, "999999990000"));
        core.Pass(3);
        Assert.Equal("FAILED", core.Status(arn));
        Assert.Empty(Ec2("999999990000").Snapshots.Keys);
        Assert.Single(Ec2(Target).Snapshots.Keys);
    }

    private static Distribution Entry(string region, params string[] accounts) => Entry(region, accounts, "web {{ imagebuilder:buildDate }}");

    private static Distribution Entry(string region, string[] accounts, string name) => new()
    {
        Region = region,
        AmiDistributionConfiguration = new() { Name = name, TargetAccountIds = accounts.Length == 0 ? null : accounts },
    };

    private Ec2State Ec2(string account) => core.State.Get(account, "us-east-1").Ec2;

    private Ec2Snapshot Copy(string region) => core.State.Get(Account, region).Ec2.Snapshots.After(null)
        .Select(entry => entry.Value).Single(snapshot => snapshot.Description!.StartsWith("Copied for", StringComparison.Ordinal));

    private string Distribute(params Distribution[] distributions) => Distribute(Source, distributions);

    private string Distribute(string source, params Distribution[] distributions)
    {
        var configuration = core.Send(new CreateDistributionConfigurationRequest { Name = core.Token(), Distributions = distributions, ClientToken = core.Token() });
        return core.Send(core.Distribution(source, configuration.DistributionConfigurationArn!)).ImageBuildVersionArn!;
    }
}
