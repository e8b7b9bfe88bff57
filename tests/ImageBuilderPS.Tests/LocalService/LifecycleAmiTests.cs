using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Ec2;

namespace ImageBuilderPS.Tests.LocalService;

/// <summary>What lifecycle runs and state updates do to AMIs and snapshots in EC2.</summary>
public class LifecycleAmiTests
{
    private const string Account = LocalServiceHarness.Account;
    private const string Web = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/";
    private const string Old = "arn:aws:imagebuilder:us-east-1:123456789012:image/old/1.0.0/1";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_run_deprecates_deregisters_and_deletes_but_keeps_a_snapshot_that_another_AMI_uses()
    {
        var (deprecated, deleted, shared) = (Ami("1.1.0/2"), Ami("1.1.0/1"), Ami("1.0.0/2"));
        var (gone, kept) = (Snapshot(deleted), Snapshot(shared));
        // The first run deprecates, that of the next day deletes.
        Run(LocalServiceHarness.Policy);
        var image = Ec2().Images.Find(deprecated)!;
        Assert.Equal(("EC2 Image Builder", true), (image.Tags["DeprecatedBy"], image.IsDeprecated(core.Now)));

        var run = Run(LocalServiceHarness.Policy, core.Now.AddDays(1));
        Assert.Null(Ec2().Images.Find(deleted));
        Assert.Null(Ec2().Images.Find(shared));
        Assert.Null(Ec2().Snapshots.Find(gone));
        Assert.NotNull(Ec2().Snapshots.Find(kept));
        var snapshot = Resources(run, Web + "1.0.0/2").Single(ami => ami.Region == "us-east-1").Snapshots!.Single();
        Assert.Equal("SKIPPED", snapshot.State!.Status);
        Assert.Contains("uses it", snapshot.State.Reason);
    }

    [Fact]
    public void What_a_run_deletes_goes_to_the_recycle_bin()
    {
        var ami = Ami("1.1.0/1");
        var snapshot = Snapshot(ami);
        foreach (var type in new[] { "EC2_IMAGE", "EBS_SNAPSHOT" })
        {
            core.Raw("POST", "/rules", $$$"""
                {"ResourceType":"{{{type}}}","RetentionPeriod":{"RetentionPeriodValue":7,"RetentionPeriodUnit":"DAYS"},
                "ResourceTags":[{"ResourceTagKey":"CreatedBy","ResourceTagValue":"EC2 Image Builder"}]}
                """);
        }
        Run(LocalServiceHarness.Policy);
        Run(LocalServiceHarness.Policy, core.Now.AddDays(1));
        Assert.True(Ec2().RecycledImages.Contains(ami));
        Assert.True(Ec2().RecycledSnapshots.Contains(snapshot));
        Ec2().RestoreSnapshot(snapshot, core.Now);
        Ec2().Restore(ami, core.Now);
        Assert.Equal(snapshot, Snapshot(ami));
    }

    [Fact]
    public void A_disabled_AMI_is_private_and_is_not_deprecated_by_Image_Builder_any_more()
    {
        var id = Ami("1.1.0/2");
        foreach (var status in new[] { "DEPRECATED", "DISABLED" })
            Update(Web + "1.1.0/2", status);
        var image = Ec2().Images.Find(id)!;
        Assert.Equal((true, false, false), (image.IsDisabled, image.LaunchPermissions.IsPublic, image.Tags.ContainsKey("DeprecatedBy")));
        Update(Web + "1.1.0/2", "AVAILABLE");
        image = Ec2().Images.Find(id)!;
        Assert.Equal((false, null), (image.IsDisabled, image.DeprecationTime));
    }

    [Fact]
    public void Back_to_available_takes_the_tag_and_the_deprecation_date_off()
    {
        var id = Ami("1.1.0/1");
        Update(Web + "1.1.0/1", "DEPRECATED");
        var before = Ec2().Images.Find(id)!;
        Update(Web + "1.1.0/1", "AVAILABLE");
        var after = Ec2().Images.Find(id)!;
        Assert.Equal((true, true), (before.Tags.ContainsKey("DeprecatedBy"), before.DeprecationTime is not null));
        Assert.Equal((false, null), (after.Tags.ContainsKey("DeprecatedBy"), after.DeprecationTime));
        Assert.Null(core.Image(Web + "1.1.0/1").DeprecationTime);
    }

    [Fact]
    public void Disabling_ends_the_sharing_with_accounts()
    {
        Update(Web + "1.0.0/3", "DISABLED");
        Assert.Empty(Ec2().Images.Find(Ami("1.0.0/3"))!.LaunchPermissions.UserIds);
    }

    [Fact]
    public void An_AMI_without_the_tag_of_Image_Builder_fails_and_its_image_stays()
    {
        Import("""{"image":"ami-00000000000000001","region":"us-east-1","tags":{"stage":"dev"} }""");
        var run = Delete(Old);
        Assert.Equal("FAILED", core.Send(new GetLifecycleExecutionRequest { LifecycleExecutionId = run }).LifecycleExecution!.State!.Status);
        Assert.Contains("CreatedBy", Resources(run, Old).Single().State!.Reason);
        Assert.Equal("AVAILABLE", core.Status(Old));
        Assert.NotNull(Ec2().Images.Find("ami-00000000000000001"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_AMI_that_is_already_disabled_is_a_success_without_the_tag_of_Image_Builder_too(bool isRecorded)
    {
        Import($$"""{"image":"ami-00000000000000001","region":"us-east-1","tags":{},"state":{"status":"{{(isRecorded ? "DISABLED" : "AVAILABLE")}}"} }""");
        if (!isRecorded)
            Ec2().Disable("ami-00000000000000001");
        var run = Update(Old, "DISABLED");
        Assert.Equal("SUCCESS", Resources(run, Old).Single().State!.Status);
        Assert.Equal("DISABLED", core.Status(Old));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_snapshot_without_the_tag_of_Image_Builder_fails_and_its_image_does_not_stay(bool isUsedByAnother)
    {
        const string Snapshot = "snap-00000000000000001";
        Import($$"""{"image":"ami-00000000000000001","region":"us-east-1","snapshotIds":["{{Snapshot}}","snap-00000000000000002"]}""");
        Ec2().Snapshots.Put(Snapshot, Ec2().Snapshots.Find(Snapshot)! with { Tags = new() { ["CreatedBy"] = "somebody" } });
        if (isUsedByAnother)
            Ec2().Images.Put("ami-00000000000000002", Ec2().Images.Find("ami-00000000000000001")! with { ImageId = "ami-00000000000000002" });
        var run = Update(Old, "DELETED", snapshots: true);

        var ami = Resources(run, Old).Single();
        Assert.Equal(("SUCCESS", isUsedByAnother ? "SKIPPED" : "SUCCESS"), (ami.State!.Status, ami.Snapshots![1].State!.Status));
        Assert.Equal((Snapshot, "FAILED"), (ami.Snapshots[0].SnapshotId, ami.Snapshots[0].State!.Status));
        Assert.Contains($"UnauthorizedOperation: The execution role may change only AMIs and snapshots with the tag CreatedBy: EC2 Image Builder; {Snapshot}", ami.Snapshots[0].State!.Reason);
        Assert.NotNull(Ec2().Snapshots.Find(Snapshot));
        core.Refuses<ImageBuilderPS.Api.ResourceNotFoundException>(new GetImageRequest { ImageBuildVersionArn = Old });
        var state = core.Send(new GetLifecycleExecutionRequest { LifecycleExecutionId = run }).LifecycleExecution!.State!;
        Assert.Equal(("FAILED", $"{Snapshot}: {ami.Snapshots[0].State!.Reason}"), (state.Status, state.Reason));
    }

    [Fact]
    public void A_snapshot_that_is_gone_is_a_success()
    {
        Import("""{"image":"ami-00000000000000001","region":"us-east-1","snapshotIds":["snap-00000000000000001"]}""");
        Ec2().Snapshots.Remove("snap-00000000000000001");
        var run = Update(Old, "DELETED", snapshots: true);
        Assert.Equal("SUCCESS", Resources(run, Old).Single().Snapshots!.Single().State!.Status);
        Assert.Equal("SUCCESS", core.Send(new GetLifecycleExecutionRequest { LifecycleExecutionId = run }).LifecycleExecution!.State!.Status);
    }

    [Fact]
    public void An_execution_names_the_first_resource_that_failed()
    {
        Import("""{"image":"ami-00000000000000001","region":"us-east-1","tags":{} }""");
        var run = Delete(Old);
        var state = core.Send(new GetLifecycleExecutionRequest { LifecycleExecutionId = run }).LifecycleExecution!.State!;
        Assert.Equal(("FAILED", $"ami-00000000000000001: {Resources(run, Old).Single().State!.Reason}"), (state.Status, state.Reason));
    }

    [Fact]
    public void A_target_that_has_no_AMI_counts_as_disabled_and_stays_failed()
    {
        Import("""{"region":"us-east-1","state":{"status":"FAILED"} }""");
        Assert.Equal("SUCCESS", Resources(Update(Old, "DISABLED"), Old).Single().State!.Status);
        Assert.Equal("FAILED", core.Image(Old).OutputResources!.Amis!.Single().State!.Status);
    }

    [Fact]
    public void A_target_that_has_no_AMI_counts_as_deleted()
    {
        Import("""{"region":"us-east-1","state":{"status":"FAILED"} }""");
        var run = Delete(Old);
        Assert.Equal("SUCCESS", core.Send(new GetLifecycleExecutionRequest { LifecycleExecutionId = run }).LifecycleExecution!.State!.Status);
        Assert.All(Resources(run, Old), resource => Assert.Equal("SUCCESS", resource.State!.Status));
        core.Refuses<ImageBuilderPS.Api.ResourceNotFoundException>(new GetImageRequest { ImageBuildVersionArn = Old });
    }

    [Theory]
    [InlineData("999999990000", "FAILED")]
    [InlineData("111122223333", "SUCCESS")]
    public void An_AMI_in_another_account_needs_the_role_there(string account, string status)
    {
        Import($$"""{"image":"ami-00000000000000001","region":"us-east-1","accountId":"{{account}}"}""");
        Assert.Equal(status, Resources(Delete(Old), Old).Single().State!.Status);
        core.Raw("POST", "/_local/accounts?account=999999990000&role=Ec2ImageBuilderCrossAccountLifecycleAccess&exists=true");
        if (status == "FAILED")
            Assert.Equal("SUCCESS", Resources(Delete(Old), Old).Single().State!.Status);
        Assert.Null(Ec2(account).Images.Find("ami-00000000000000001"));
    }

    [Fact]
    public void An_AMI_with_deregistration_protection_fails_and_one_that_is_gone_is_a_success()
    {
        Import("""{"image":"ami-00000000000000001","region":"us-east-1"},{"image":"ami-00000000000000002","region":"us-east-1"}""");
        Ec2().Protect("ami-00000000000000001", withCooldown: false);
        Ec2().Deregister("ami-00000000000000002", core.Now);
        Assert.Equal(["FAILED", "SUCCESS"], Resources(Delete(Old), Old).Select(item => item.State!.Status));
    }

    [Fact]
    public void A_scheduled_deprecation_is_in_EC2_at_once()
    {
        var at = core.Now.AddDays(3);
        core.Send(new StartResourceStateUpdateRequest
        {
            ResourceArn = Web + "2.0.0/1", State = new() { Status = "DEPRECATED" }, ExecutionRole = "role", IncludeResources = new() { Amis = true }, UpdateAt = at, ClientToken = core.Token(),
        });
        Assert.Equal((at, at), (Ec2().Images.Find(Ami("2.0.0/1"))!.DeprecationTime, core.Image(Web + "2.0.0/1").DeprecationTime));
        Assert.Equal("AVAILABLE", core.Status(Web + "2.0.0/1"));
    }

    [Fact]
    public void An_AMI_outlives_the_record_of_its_image()
    {
        var id = Ami("2.0.0/1");
        core.Send(new DeleteImageRequest { ImageBuildVersionArn = Web + "2.0.0/1" });
        Assert.NotNull(Ec2().Images.Find(id));
    }

    [Fact]
    public void The_sample_account_has_what_previews_are_about()
    {
        Assert.Equal(Ami("1.0.0/1"), Ec2().Instances.After(null).Single().Value.ImageId);
        Assert.Equal(2, Ec2().Images.After(null).Count(entry => entry.Value.SnapshotIds.Contains(Snapshot(Ami("1.0.0/2")))));
        Assert.Equal(["111122223333"], Ec2().Images.Find(Ami("1.0.0/3"))!.LaunchPermissions.UserIds);
        Assert.Equal(Ami("1.1.0/1"), Ec2().LaunchTemplates.After(null).Single().Value.Versions.Single().ImageId);
        Assert.True(Ec2().Images.Find(Ami("1.1.0/2"))!.LaunchPermissions.IsPublic);
        Assert.Equal(core.Now.AddDays(-1), Ec2().Images.Find(Ami("1.1.0/3"))!.LastLaunchedTime);
        Assert.Equal(Ami("2.0.0/1"), core.State.Get(Account, "us-east-1").Parameters.Find("/images/web-server/latest")!.Latest.Value);
        Assert.False(Ec2().Images.Find(Ami("2.0.0/2"))!.Tags.ContainsKey("CreatedBy"));
    }

    [Theory]
    [InlineData("ap-northeast-1", "aws")]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-iso-east-1", "aws-iso")]
    public void Every_region_can_distribute_its_sample_images(string region, string partition)
    {
        var source = $"arn:{partition}:imagebuilder:{region}:{Account}:image/web-server/2.0.0/2";
        var configuration = $"arn:{partition}:imagebuilder:{region}:{Account}:distribution-configuration/demo";
        var arn = core.Send(core.Distribution(source, configuration), region).ImageBuildVersionArn!;
        core.Pass(2);
        Assert.Equal("AVAILABLE", core.Send(new GetImageRequest { ImageBuildVersionArn = arn }, region).Image!.State!.Status);
    }

    private Ec2State Ec2(string account = Account) => core.State.Get(account, "us-east-1").Ec2;

    private string Ami(string build) => core.Image(Web + build).OutputResources!.Amis!.Single(ami => ami.Region == "us-east-1").Image!;

    private string Snapshot(string ami) => Ec2().Images.Find(ami)!.SnapshotIds.Single();

    private void Import(string amis) => Assert.Equal(
        200, core.Raw("POST", "/_local/images", $$"""{"arn":"{{Old}}","outputResources":{"amis":[{{amis}}]} }""").Status);

    private string Delete(string arn) => Update(arn, "DELETED");

    private string Update(string arn, string status, bool? snapshots = null)
    {
        var id = core.Send(new StartResourceStateUpdateRequest
        {
            ResourceArn = arn, State = new() { Status = status }, ExecutionRole = "role", IncludeResources = new() { Amis = true, Snapshots = snapshots }, ClientToken = core.Token(),
        }).LifecycleExecutionId!;
        core.Pass(1);
        return id;
    }

    private string Run(string policy, DateTimeOffset? at = null)
    {
        var response = core.Raw("POST", $"/_local/run?policy={policy}" + (at is { } time ? $"&at={time.UtcDateTime:o}" : ""));
        core.Pass(1);
        return ContractJson.FromBytes<LifecycleExecution>(response.Body).LifecycleExecutionId!;
    }

    private LifecycleExecutionResource[] Resources(string id, string parent) =>
        core.Send(new ListLifecycleExecutionResourcesRequest { LifecycleExecutionId = id, ParentResourceId = parent }).Resources!;
}
