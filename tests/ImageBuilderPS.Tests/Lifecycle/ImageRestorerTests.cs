using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Restoring;
using ImageBuilderPS.Tests.Distributing;
using ImageBuilderPS.Tests.Ec2;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class ImageRestorerTests
{
    private const string ImageArn = "arn:aws:imagebuilder:us-east-1:111111111111:image/web/1.0.0/1";
    private const string Role = "role";

    private readonly FakeCloud cloud = new();
    private readonly List<StartResourceStateUpdateRequest> updates = [];
    private Image? image = new() { Arn = ImageArn, State = new() { Status = "DISABLED" }, OutputResources = new() };
    private string executionStatus = "SUCCESS";
    private LifecycleExecutionResource[] executionResources = [];

    private FakeEc2 Home => cloud[FakeCloud.Own];

    [Fact]
    public async Task A_disabled_image_becomes_available_and_its_AMI_is_shared_again()
    {
        Add("ami-1", Shared());
        var facts = await FactsAsync();
        Disable("ami-1");

        var rows = await RestoreAsync(facts);

        Assert.Equal(["Image Restored ", "Ami Restored enabled, shared with 333333333333 and arn:aws:organizations::1:organization/o-1"], Text(rows));
        Assert.Equal(("AVAILABLE", Role, true), (updates[0].State!.Status, updates[0].ExecutionRole, updates[0].IncludeResources!.Amis));
        Assert.Equal(["333333333333"], Home.Sharing["ami-1"].UserIds);
    }

    [Fact]
    public async Task Nothing_is_done_twice()
    {
        Add("ami-1", Shared());
        var facts = await FactsAsync();
        Disable("ami-1");
        await RestoreAsync(facts);
        var changes = cloud.Changes.Count;

        var rows = await RestoreAsync(facts);

        Assert.Equal(["Image AlreadyThere ", "Ami AlreadyThere "], Text(rows));
        Assert.Equal((1, changes), (updates.Count, cloud.Changes.Count));
    }

    [Fact]
    public async Task What_was_shared_is_not_known_without_facts()
    {
        Add("ami-1", Shared());
        Disable("ami-1");

        Assert.Contains("cannot come back: with whom it was shared", (await PlanAsync([])).ToString(), StringComparison.Ordinal);
        Assert.Equal("Ami Restored enabled; with whom it was shared is not known without -Fact", Text(await RestoreAsync([]))[1]);
    }

    [Fact]
    public async Task A_fact_of_the_disabled_AMI_does_not_say_with_whom_it_was_shared()
    {
        Add("ami-1", Shared());
        Disable("ami-1");

        Assert.Contains("not known without -Fact", Text(await RestoreAsync(await FactsAsync()))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fact_of_the_time_before_counts_and_not_a_newer_one_of_the_disabled_AMI()
    {
        Add("ami-1", Shared());
        var before = await FactsAsync();
        Disable("ami-1");
        var after = await FactsAsync();
        after[0].ReadAt = before[0].ReadAt.AddDays(1);

        Assert.Contains("shared with 333333333333", Text(await RestoreAsync([.. before, .. after]))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMIs_need_a_role_and_nothing_is_changed_without_one()
    {
        Add("ami-1", Shared());
        var facts = await FactsAsync();
        Disable("ami-1");

        var plan = await PlanAsync(facts, role: null);

        Assert.False(plan.HasChanges);
        Assert.Equal(
            ["Image Failed Its AMIs need a role to become available again: give -ExecutionRole.", "Ami Failed Its AMIs need a role to become available again: give -ExecutionRole."],
            Text(await RestoreAsync(facts, role: null)));
        Assert.Empty(updates);
        Assert.Empty(cloud.Changes);
    }

    [Fact]
    public async Task An_image_that_was_deprecated_without_its_AMIs_needs_no_role()
    {
        Add("ami-1");
        image!.State!.Status = "DEPRECATED";

        Assert.Equal(["Image Restored ", "Ami AlreadyThere "], Text(await RestoreAsync([], role: null)));
        Assert.Null(updates[0].IncludeResources);
    }

    [Fact]
    public async Task A_disabled_AMI_of_an_available_image_is_enabled_in_EC2()
    {
        Add("ami-1", Shared());
        var facts = await FactsAsync();
        Disable("ami-1");
        image!.State!.Status = "AVAILABLE";

        Assert.Equal(
            ["Image AlreadyThere ", "Ami Restored enabled, shared with 333333333333 and arn:aws:organizations::1:organization/o-1"],
            Text(await RestoreAsync(facts, role: null)));
        Assert.Empty(updates);
    }

    [Fact]
    public async Task A_deprecated_AMI_is_not_deprecated_any_more()
    {
        Add("ami-1", found => found with { DeprecationTime = DateTimeOffset.UnixEpoch });
        image!.State!.Status = "DEPRECATED";

        Assert.Equal(["Image Restored ", "Ami Restored no longer deprecated"], Text(await RestoreAsync([])));
    }

    [Fact]
    public async Task A_failed_execution_says_why_for_each_AMI()
    {
        Add("ami-1");
        Disable("ami-1");
        executionStatus = "FAILED";
        executionResources = [new() { ResourceId = "ami-1", State = new() { Status = "FAILED", Reason = "It has no tag." } }];

        Assert.Equal(["Image Failed lce-1 is FAILED.", "Ami Failed It has no tag."], Text(await RestoreAsync([])));
    }

    [Fact]
    public async Task An_execution_that_does_not_end_is_given_up_in_the_end()
    {
        Add("ami-1");
        Disable("ami-1");
        executionStatus = "IN_PROGRESS";

        var rows = await RestoreAsync([], maxWait: TimeSpan.FromMilliseconds(1));

        Assert.StartsWith("Image Failed lce-1 has not ended", Text(rows)[0], StringComparison.Ordinal);
        Assert.StartsWith("Ami Failed lce-1 has not ended", Text(rows)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_the_Recycle_Bin_comes_back_the_snapshots_first()
    {
        Add("ami-1", found => Shared()(found) with { IsPublic = true, Tags = new() { ["Team"] = "web" }, DeregistrationProtection = "enabled-with-cooldown" });
        Home.Snapshots[0].Tags = new() { ["Keep"] = "yes", ["aws:x"] = "1" };
        var facts = await FactsAsync();
        Home.Update("ami-1", found => found with { IsPublic = false, Tags = [], DeregistrationProtection = "disabled" });
        Home.Snapshots[0].Tags = [];
        Delete("ami-1");

        var plan = await PlanAsync(facts);
        var rows = await RestoreAsync(facts);

        Assert.Equal(
            [
                "cannot come back: the image resource. Image Builder has deleted it, and has no way back.",
                "ami-1 us-east-1: restored from the Recycle Bin, where it is until 2026-06-08 12:00Z; again shared with 333333333333 and arn:aws:organizations::1:organization/o-1, public, protected from being deregistered",
                "snap-1 us-east-1: restored from the Recycle Bin, where it is until 2026-06-08 12:00Z",
            ],
            plan.Lines);
        Assert.Equal(["RestoreSnapshot snap-1", "CreateTags snap-1", "RestoreImage ami-1", "CreateTags ami-1", "Share ami-1", "Publish ami-1", "Protect ami-1"], cloud.Changes);
        Assert.Equal(["Image NotRecoverable", "Ami Restored", "Snapshot Restored"], rows.Select(row => $"{row.ResourceType} {row.Outcome}"));
        Assert.Equal("Keep=yes", Home.Snapshots[0].Tags!.ToString());
        Assert.Equal("enabled-with-cooldown", Home.Images[0].DeregistrationProtection);
        Assert.Empty(updates);
        Assert.Equal(["Image NotRecoverable", "Ami AlreadyThere"], (await RestoreAsync(facts)).Select(row => $"{row.ResourceType} {row.Outcome}"));
    }

    [Fact]
    public async Task A_disabled_AMI_of_a_deleted_image_is_enabled_in_EC2()
    {
        Add("ami-1", Shared());
        var facts = await FactsAsync();
        Home.Update("ami-1", found => found with { State = "disabled" });
        Delete("ami-1");

        await RestoreAsync(facts, role: null);

        Assert.Equal(["RestoreSnapshot snap-1", "RestoreImage ami-1", "EnableImage ami-1", "Share ami-1"], cloud.Changes);
    }

    [Fact]
    public async Task Nothing_is_changed_where_nothing_can_come_back()
    {
        Add("ami-1", Shared());
        var facts = await FactsAsync();
        Delete("ami-1", recyclesImage: false, recyclesSnapshots: false);

        var plan = await PlanAsync(facts);

        Assert.False(plan.HasChanges);
        Assert.Equal(["Image NotRecoverable", "Ami NotRecoverable", "Snapshot NotRecoverable"], (await RestoreAsync(facts)).Select(row => $"{row.ResourceType} {row.Outcome}"));
        Assert.Empty(cloud.Changes);
    }

    [Fact]
    public async Task Snapshots_come_back_also_without_their_AMI()
    {
        Add("ami-1");
        var facts = await FactsAsync();
        Delete("ami-1", recyclesImage: false);

        Assert.Equal(["Image NotRecoverable", "Ami NotRecoverable", "Snapshot Restored"], (await RestoreAsync(facts)).Select(row => $"{row.ResourceType} {row.Outcome}"));
    }

    [Fact]
    public async Task An_AMI_whose_snapshot_is_gone_stays_in_the_Recycle_Bin()
    {
        Add("ami-1");
        var facts = await FactsAsync();
        Delete("ami-1", recyclesSnapshots: false);

        var rows = await RestoreAsync(facts);

        Assert.Equal("Ami NotRecoverable It is in the Recycle Bin, but its snapshot snap-1 is gone.", Text(rows)[1]);
        Assert.Empty(cloud.Changes);
    }

    [Fact]
    public async Task Without_facts_nothing_is_guessed_of_a_deleted_image()
    {
        Add("ami-1");
        Delete("ami-1");

        var rows = await RestoreAsync([]);

        Assert.Equal("NotRecoverable", Assert.Single(rows).Outcome);
        Assert.EndsWith("give -Fact.", rows[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_of_other_images_are_left_alone()
    {
        Add("ami-1");
        Home.Add("ami-2");
        var facts = await FactsAsync("ami-1", "ami-2");
        facts[1].ImageArn = ImageArn.Replace("web", "api", StringComparison.Ordinal);
        Home.Delete("ami-2");
        Delete("ami-1");

        await RestoreAsync(facts);

        Assert.Equal("ami-2", Assert.Single(Home.RecycledImages).ImageId);
    }

    [Fact]
    public async Task A_failing_AMI_leaves_the_others()
    {
        Add("ami-1", Shared());
        Add("ami-2", Shared());
        var facts = await FactsAsync("ami-1", "ami-2");
        Disable("ami-1", "ami-2");
        cloud.Error = call => call is { Operation: "Share", Ids: ["ami-1"] } ? new ImageBuilderException("You may not.", "UnauthorizedOperation", 403) : null;

        var rows = await RestoreAsync(facts);

        Assert.Equal("Ami Failed Done: enabled. Then: UnauthorizedOperation: You may not.", Text(rows)[1]);
        Assert.Equal("Restored", rows[2].Outcome);
    }

    [Fact]
    public async Task A_throttled_call_is_made_again()
    {
        Add("ami-1", Shared());
        var facts = await FactsAsync();
        Disable("ami-1");
        var throttles = 1;
        cloud.Error = call => call.Operation == "Share" && throttles-- > 0 ? new ImageBuilderException("Slower.", "RequestLimitExceeded", 429) : null;

        Assert.Equal("Restored", (await RestoreAsync(facts))[1].Outcome);
    }

    [Fact]
    public async Task An_AMI_of_another_account_needs_the_name_of_a_role()
    {
        Add("ami-1", account: FakeCloud.Other);
        var facts = await FactsAsync();
        Assert.Null(facts[0].State);
        image = null;

        var rows = await RestoreAsync(facts);
        Assert.Equal("Failed", rows[1].Outcome);
        Assert.Contains("-RoleName", rows[1].Reason, StringComparison.Ordinal);

        rows = await RestoreAsync(facts, roleName: "Restorer");
        Assert.Equal("AlreadyThere", rows[1].Outcome);
        Assert.Contains("arn:aws:iam::222222222222:role/Restorer", cloud.Roles);
    }

    [Fact]
    public async Task Image_Builder_makes_AMIs_of_other_accounts_available_without_that_role()
    {
        Add("ami-1", account: FakeCloud.Other);
        image!.State!.Status = "DEPRECATED";

        var rows = await RestoreAsync([]);

        Assert.StartsWith("Ami Restored Image Builder has made it available. With whom it is shared is not known:", Text(rows)[1], StringComparison.Ordinal);
        Assert.True(updates[0].IncludeResources!.Amis);
    }

    [Theory]
    [InlineData("FAILED", "NotRecoverable")]
    [InlineData("CANCELLED", "NotRecoverable")]
    [InlineData("DISTRIBUTING", "Failed")]
    [InlineData(null, "Failed")]
    public async Task An_image_that_was_never_available_stays_as_it_is(string? status, string outcome)
    {
        image!.State!.Status = status;

        Assert.Equal(outcome, Assert.Single(await RestoreAsync([])).Outcome);
        Assert.Empty(updates);
    }

    [Fact]
    public async Task An_image_that_cannot_be_read_is_an_error_and_not_a_deleted_one()
    {
        var restorer = Restorer([], Role, null, null, new FakeImageBuilder(Response (_) => throw new ImageBuilderException("You may not.", "AccessDeniedException", 403)));

        await Assert.ThrowsAsync<RequestFailedException>(() => restorer.PlanAsync(ImageArn, CancellationToken.None));
    }

    [Fact]
    public async Task A_call_without_a_response_is_a_failure_and_not_the_end()
    {
        Add("ami-1", Shared());
        var facts = await FactsAsync();
        Disable("ami-1");
        cloud.Error = call => call.Operation == "Share" ? new TaskCanceledException("No response.") : null;
        Assert.Equal("Ami Failed Done: enabled. Then: No response.", Text(await RestoreAsync(facts))[1]);

        var restorer = Restorer([], Role, null, null, new FakeImageBuilder(Response (_) => throw new TimeoutException()));
        await Assert.ThrowsAsync<RequestFailedException>(() => restorer.PlanAsync(ImageArn, CancellationToken.None));
    }

    [Fact]
    public async Task A_cancelled_restore_ends()
    {
        Add("ami-1", Shared());
        using var stopping = new CancellationTokenSource();
        cloud.Pause = _ => stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Restorer([], Role, null, null).PlanAsync(ImageArn, stopping.Token));
    }

    private static string[] Text(IEnumerable<RestoredResource> rows) => [.. rows.Select(row => $"{row.ResourceType} {row.Outcome} {row.Reason}")];

    // An AMI that is added with a change is shared.
    private static Func<Ec2Image, Ec2Image> Shared() => found => found;

    private void Add(string id, Func<Ec2Image, Ec2Image>? change = null, string account = FakeCloud.Own)
    {
        cloud[account].Add(id, change);
        if (change is not null)
            cloud[account].Sharing[id] = new(["333333333333"], ["arn:aws:organizations::1:organization/o-1"]);
        image!.OutputResources!.Amis = [.. image.OutputResources.Amis ?? [], new() { Image = id, Region = FakeCloud.Home, AccountId = account }];
    }

    private void Disable(params string[] ids)
    {
        foreach (var id in ids)
        {
            Home.Update(id, found => found with { State = "disabled", IsPublic = false });
            Home.Sharing.Remove(id);
        }
    }

    private void Delete(string id, bool recyclesImage = true, bool recyclesSnapshots = true)
    {
        Home.Delete(id, recyclesImage, recyclesSnapshots);
        image = null;
    }

    private async Task<AmiFact[]> FactsAsync(params string[] ids)
    {
        var amis = image!.OutputResources!.Amis!.Select(ami => new AmiQuery(ami.Image!, ami.Region!, ami.AccountId, ImageArn));
        if (ids.Length > 0)
            amis = ids.Select(id => new AmiQuery(id, FakeCloud.Home, FakeCloud.Own, ImageArn));
        var facts = await new AmiFactCollector(cloud, new ConnectionSettings { Region = FakeCloud.Home }, new()).CollectAsync([.. amis]);
        // A document is what a caller has: the AMI changes afterwards, and the fact does not.
        return [.. AmiFactDocument.Read(AmiFactDocument.Write(facts, DateTimeOffset.UtcNow)).Facts!];
    }

    private Task<RestorePlan> PlanAsync(IReadOnlyList<AmiFact> facts, string? role = Role) =>
        Restorer(facts, role, null, null).PlanAsync(ImageArn, CancellationToken.None);

    private async Task<IReadOnlyList<RestoredResource>> RestoreAsync(
        IReadOnlyList<AmiFact> facts, string? role = Role, string? roleName = null, TimeSpan? maxWait = null)
    {
        var restorer = Restorer(facts, role, roleName, maxWait);
        return await restorer.CarryOutAsync(await restorer.PlanAsync(ImageArn, CancellationToken.None), CancellationToken.None);
    }

    private ImageRestorer Restorer(IReadOnlyList<AmiFact> facts, string? role, string? roleName, TimeSpan? maxWait, IImageBuilder? service = null)
    {
        var options = new RestoreOptions { ExecutionRole = role, RoleName = roleName, Facts = facts };
        return new(
            service ?? new FakeImageBuilder(Answer), cloud, cloud, new ConnectionSettings { Region = FakeCloud.Home },
            maxWait is { } wait ? options with { MaxWait = wait } : options);
    }

    private Response Answer(Request request)
    {
        switch (request)
        {
            case GetImageRequest:
                return new GetImageResponse { Image = image ?? throw new ResourceNotFoundException("There is no such image.") };
            case StartResourceStateUpdateRequest update:
                updates.Add(update);
                return new StartResourceStateUpdateResponse { ResourceArn = ImageArn, LifecycleExecutionId = update.IncludeResources is null ? null : "lce-1" };
            case GetLifecycleExecutionRequest:
                if (executionStatus == "SUCCESS")
                {
                    image!.State!.Status = "AVAILABLE";
                    foreach (var ami in Home.Images.ToList())
                        Home.Update(ami.ImageId, found => found with { State = "available", DeprecationTime = null });
                }
                return new GetLifecycleExecutionResponse { LifecycleExecution = new() { LifecycleExecutionId = "lce-1", State = new() { Status = executionStatus } } };
            case ListLifecycleExecutionResourcesRequest:
                return new ListLifecycleExecutionResourcesResponse { Resources = executionResources };
            default:
                throw new NotSupportedException($"{request}");
        }
    }
}
