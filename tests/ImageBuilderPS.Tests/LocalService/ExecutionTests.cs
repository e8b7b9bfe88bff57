using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Tests.LocalService;

public class ExecutionTests
{
    private const string Web = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/";
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_run_does_what_the_preview_says()
    {
        var policy = core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy }).LifecyclePolicy!;
        var images = core.Send(new ListImageBuildVersionsRequest()).ImageSummaryList!.Select(item => core.Image(item.Arn!)).ToList();
        var preview = new LifecycleEvaluator(policy).Decide(images, core.Now)
            .Where(decision => decision.ResourceType == nameof(LifecycleResourceType.Image) && decision.Action != nameof(LifecycleAction.Keep))
            .Select(decision => (decision.ResourceId, decision.Action.ToUpperInvariant(), decision.Reason));

        var run = Run();
        core.Pass(1);
        Assert.Equal("SUCCESS", Execution(run).State!.Status);
        Assert.Equal(preview, Resources(run).Select(item => (item.ResourceId, item.Action!.Name!, item.Action.Reason!)));
    }

    [Fact]
    public void A_run_changes_images_and_their_AMIs()
    {
        var run = Run();
        core.Pass(1);
        var deprecated = core.Image(Web + "1.1.0/2");
        Assert.Equal(("DEPRECATED", run), (deprecated.State!.Status, deprecated.LifecycleExecutionId));
        Assert.NotNull(deprecated.DeprecationTime);
        Assert.All(deprecated.OutputResources!.Amis!, ami => Assert.Equal("DEPRECATED", ami.State!.Status));
        Assert.Equal("AVAILABLE", core.Status(Web + "2.0.0/2"));
        Assert.Equal(core.Now - LocalServiceHarness.Step, core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy }).LifecyclePolicy!.DateLastRun);
    }

    [Fact]
    public void A_later_run_deletes_what_an_earlier_one_deprecated()
    {
        Run();
        core.Pass(1);
        var run = Run(core.Now.AddDays(1));
        core.Pass(1);
        core.Refuses<ResourceNotFoundException>(new GetImageRequest { ImageBuildVersionArn = Web + "1.0.0/1" });
        var amis = Resources(run, Web + "1.0.0/1");
        Assert.Equal(2, amis.Length);
        Assert.All(amis, ami => Assert.Equal(("DELETE", "SUCCESS"), (ami.Action!.Name, ami.Snapshots!.Single().State!.Status)));
        Assert.Empty(Listed(Web + "1.0.0/1"));
    }

    [Fact]
    public void While_a_policy_runs_it_cannot_be_changed_or_run_again()
    {
        Run();
        core.Pass(0.5);
        var policy = core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy }).LifecyclePolicy!;
        var update = new UpdateLifecyclePolicyRequest
        {
            LifecyclePolicyArn = policy.Arn,
            ExecutionRole = policy.ExecutionRole,
            ResourceType = policy.ResourceType,
            PolicyDetails = policy.PolicyDetails,
            ResourceSelection = policy.ResourceSelection,
            ClientToken = core.Token(),
        };
        core.Refuses<ResourceInUseException>(update);
        Assert.IsType<ResourceInUseException>(LocalServiceHarness.Error(core.Raw("POST", "/_local/run?policy=" + LocalServiceHarness.Policy)));
        core.Pass(0.5);
        Assert.Equal(LocalServiceHarness.Policy, core.Send(update).LifecyclePolicyArn);
    }

    [Fact]
    public void A_cancelled_run_ends_after_the_image_that_it_is_at()
    {
        var run = Run();
        core.Pass(0.3);
        var reached = Resources(run).Length;
        core.Send(new CancelLifecycleExecutionRequest { LifecycleExecutionId = run, ClientToken = core.Token() });
        Assert.Equal("CANCELLING", Execution(run).State!.Status);
        core.Pass(1);
        Assert.Equal("CANCELLED", Execution(run).State!.Status);
        Assert.Equal(reached, Resources(run).Length);
        Assert.All(Resources(run), item => Assert.Equal("SUCCESS", item.State!.Status));
        core.Refuses<InvalidRequestException>(new CancelLifecycleExecutionRequest { LifecycleExecutionId = run, ClientToken = core.Token() });
    }

    [Fact]
    public void Executions_are_listed_by_policy_the_newest_first()
    {
        var first = Run();
        core.Pass(1);
        var second = Run();
        core.Pass(1);
        Assert.Equal([second, first], Listed(LocalServiceHarness.Policy).Select(item => item.LifecycleExecutionId));
        core.Refuses<ResourceNotFoundException>(new GetLifecycleExecutionRequest { LifecycleExecutionId = "lce-" + Guid.Empty });
    }

    [Fact]
    public void An_image_lists_its_own_state_updates_and_not_the_runs_of_policies()
    {
        Run();
        core.Pass(1);
        var update = Change(Web + "1.1.0/2", "DISABLED");
        Assert.Equal([update], Listed(Web + "1.1.0/2").Select(item => item.LifecycleExecutionId));
        Assert.Empty(Listed(Web + "1.0.0/1"));
    }

    [Theory]
    [InlineData("image/web-server/2.0.0")]
    [InlineData("image-recipe/web-server/2.0.0")]
    [InlineData("distribution-configuration/demo")]
    public void Only_builds_and_policies_have_executions(string resource) => core.Refuses<InvalidRequestException>(
        new ListLifecycleExecutionsRequest { ResourceArn = "arn:aws:imagebuilder:us-east-1:123456789012:" + resource });

    [Fact]
    public void The_run_of_a_policy_that_is_deleted_is_cancelled()
    {
        var run = Run();
        core.Pass(0.3);
        var reached = Resources(run).Length;
        core.Send(new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy });
        Assert.Equal("CANCELLING", Execution(run).State!.Status);
        core.Pass(1);
        Assert.Equal("CANCELLED", Execution(run).State!.Status);
        Assert.Equal(reached, Resources(run).Length);
    }

    [Fact]
    public void Exclusions_skip_with_their_reason_and_change_nothing()
    {
        core.Raw("POST", "/_local/images", """
            [{"Arn":"arn:aws:imagebuilder:us-east-1:123456789012:image/old/1.0.0/1","DateCreated":"2020-01-01T00:00:00Z",
              "OutputResources":{"Amis":[
                {"Image":"ami-00000000000000001","Region":"us-east-1","AccountId":"123456789012","State":{"Status":"AVAILABLE"},"IsPublic":true},
                {"Image":"ami-00000000000000002","Region":"us-east-1","AccountId":"123456789012","State":{"Status":"AVAILABLE"},"IsPublic":false}]},
              "Tags":{"stage":"dev"}}]
            """);
        var arn = core.Send(new CreateLifecyclePolicyRequest
        {
            Name = "tidy",
            ExecutionRole = "role",
            ResourceType = "AMI_IMAGE",
            ResourceSelection = new() { TagMap = new() { ["stage"] = "dev" } },
            PolicyDetails =
            [
                new()
                {
                    Action = new() { Type = "DISABLE", IncludeResources = new() { Amis = true } },
                    Filter = new() { Type = "AGE", Value = 1, Unit = "YEARS" },
                    ExclusionRules = new() { Amis = new() { IsPublic = true } },
                },
            ],
            ClientToken = core.Token(),
        }).LifecyclePolicyArn!;
        var run = Run(policy: arn);
        core.Pass(1);
        var image = "arn:aws:imagebuilder:us-east-1:123456789012:image/old/1.0.0/1";
        Assert.Equal(["SKIPPED", "SUCCESS"], Resources(run, image).Select(ami => ami.State!.Status));
        Assert.Equal(["AVAILABLE", "DISABLED"], core.Image(image).OutputResources!.Amis!.Select(ami => ami.State!.Status));
    }

    [Theory]
    [InlineData("DEPRECATED", "AVAILABLE")]
    [InlineData("DISABLED", "AVAILABLE")]
    [InlineData("DEPRECATED", "DISABLED")]
    public void A_state_is_changed_by_hand_there_and_on(string first, string second)
    {
        const string Arn = Web + "2.0.0/1";
        foreach (var status in new[] { first, second })
        {
            var id = Change(Arn, status);
            Assert.Equal("IN_PROGRESS", Execution(id).State!.Status);
            core.Pass(1);
            Assert.Equal("SUCCESS", Execution(id).State!.Status);
            Assert.Equal(status, core.Status(Arn));
            Assert.All(core.Image(Arn).OutputResources!.Amis!, ami => Assert.Equal(status, ami.State!.Status));
        }
    }

    [Fact]
    public void A_change_that_the_state_does_not_allow_fails()
    {
        const string Arn = Web + "2.0.0/1";
        Change(Arn, "DISABLED");
        core.Pass(1);
        var id = Change(Arn, "DEPRECATED");
        core.Pass(1);
        Assert.Equal("FAILED", Execution(id).State!.Status);
        Assert.Contains("DISABLED", Resources(id).Single().State!.Reason);
        Assert.Equal("DISABLED", core.Status(Arn));
    }

    [Theory]
    [InlineData("BUILDING", "DELETED")]
    [InlineData("IMPORTING", "DELETED")]
    [InlineData("FAILED", "DEPRECATED")]
    [InlineData("CANCELLED", "AVAILABLE")]
    public void A_change_is_refused_while_an_image_is_built_and_after_it_failed(string status, string requested)
    {
        core.Raw("POST", "/_local/images", $$"""{"arn":"{{Web}}3.0.0/1","state":{"status":"{{status}}"} }""");
        Assert.Contains(status, core.Refuses<InvalidRequestException>(ChangeRequest(Web + "3.0.0/1", requested)).Message);
        Assert.Equal(status, core.Status(Web + "3.0.0/1"));
    }

    [Fact]
    public void A_container_image_can_only_be_deleted()
    {
        core.Raw("POST", "/_local/images", $$"""{"arn":"{{Web}}3.0.0/1","type":"DOCKER"}""");
        core.Refuses<InvalidRequestException>(new StartResourceStateUpdateRequest
        {
            ResourceArn = Web + "3.0.0/1", State = new() { Status = "DISABLED" }, ClientToken = core.Token(),
        });
    }

    [Fact]
    public void Only_one_change_of_an_image_is_in_progress()
    {
        Change(Web + "2.0.0/1", "DEPRECATED");
        core.Refuses<ResourceInUseException>(ChangeRequest(Web + "2.0.0/1", "DISABLED"));
        Change(Web + "2.0.0/2", "DISABLED");
        core.Pass(1);
        Change(Web + "2.0.0/1", "DISABLED");
    }

    [Fact]
    public void Without_resources_and_a_time_an_image_changes_at_once()
    {
        var response = core.Send(new StartResourceStateUpdateRequest
        {
            ResourceArn = Web + "2.0.0/1", State = new() { Status = "DEPRECATED" }, ClientToken = core.Token(),
        });
        Assert.Null(response.LifecycleExecutionId);
        Assert.Equal("DEPRECATED", core.Status(Web + "2.0.0/1"));
        Assert.Empty(Listed(Web + "2.0.0/1"));
    }

    [Fact]
    public void A_deprecation_cannot_be_due_in_the_past() =>
        Assert.StartsWith("updateAt", core.Refuses<InvalidRequestException>(new StartResourceStateUpdateRequest
        {
            ResourceArn = Web + "2.0.0/1", State = new() { Status = "DEPRECATED" }, UpdateAt = core.Now, ClientToken = core.Token(),
        }).Message);

    [Fact]
    public void A_skipped_AMI_keeps_an_image_from_deletion_by_hand_but_not_from_deprecation()
    {
        const string Arn = Web + "3.0.0/1";
        core.Raw("POST", "/_local/images", $$"""
            {"arn":"{{Arn}}","outputResources":{"amis":[
              {"image":"ami-00000000000000001","region":"us-east-1","accountId":"123456789012","isPublic":true},
              {"image":"ami-00000000000000002","region":"us-east-1","accountId":"123456789012","isPublic":false}]} }
            """);
        foreach (var status in new[] { "DEPRECATED", "DELETED" })
        {
            var request = ChangeRequest(Arn, status);
            request.ExclusionRules = new() { Amis = new() { IsPublic = true } };
            core.Send(request);
            core.Pass(1);
            Assert.Equal("DEPRECATED", core.Status(Arn));
        }
        Assert.Equal(["SKIPPED"], Resources(Listed(Arn)[0].LifecycleExecutionId!).Select(item => item.State!.Status));
    }

    [Fact]
    public void A_deletion_by_hand_takes_container_images_along_and_tells_exclusions_in_words()
    {
        const string Arn = Web + "3.0.0/1";
        core.Raw("POST", "/_local/images", $$"""
            {"arn":"{{Arn}}","outputResources":{"containers":[{"region":"us-east-1","imageUris":["repo:1","repo:2"]}],"amis":[
              {"image":"ami-1","region":"us-east-1","isPublic":true},
              {"image":"ami-2","region":"us-east-1"},
              {"image":"ami-3","region":"us-east-1","isPublic":true,"state":{"status":"DELETED"} }]} }
            """);
        var id = core.Send(new StartResourceStateUpdateRequest
        {
            ResourceArn = Arn,
            State = new() { Status = "DELETED" },
            ExecutionRole = "role",
            IncludeResources = new() { Amis = true, Containers = true },
            ExclusionRules = new() { Amis = new() { IsPublic = true } },
            ClientToken = core.Token(),
        }).LifecycleExecutionId!;
        core.Pass(1);
        Assert.Equal(
            ["ami-1 SKIPPED AMI is public", "ami-2 SUCCESS ", "ami-3 SUCCESS ", "repo:1 SUCCESS ", "repo:2 SUCCESS "],
            Resources(id, Arn).Select(item => $"{item.ResourceId} {item.State!.Status} {item.State.Reason}"));
    }

    [Fact]
    public void A_change_waits_for_its_time()
    {
        var id = core.Send(new StartResourceStateUpdateRequest
        {
            ResourceArn = Web + "2.0.0/1",
            State = new() { Status = "DEPRECATED" },
            UpdateAt = core.Now + (3 * LocalServiceHarness.Step),
            ClientToken = core.Token(),
        }).LifecycleExecutionId!;
        core.Pass(2);
        Assert.Equal("PENDING", Execution(id).State!.Status);
        core.Pass(2);
        Assert.Equal("DEPRECATED", core.Status(Web + "2.0.0/1"));
    }

    private string Run(DateTimeOffset? at = null, string policy = LocalServiceHarness.Policy)
    {
        var response = core.Raw("POST", $"/_local/run?policy={policy}" + (at is { } time ? $"&at={time.UtcDateTime:o}" : ""));
        Assert.Equal(200, response.Status);
        return ContractJson.FromBytes<LifecycleExecution>(response.Body).LifecycleExecutionId!;
    }

    private string Change(string arn, string status) => core.Send(ChangeRequest(arn, status)).LifecycleExecutionId!;

    private StartResourceStateUpdateRequest ChangeRequest(string arn, string status) => new()
    {
        ResourceArn = arn,
        State = new() { Status = status },
        ExecutionRole = "role",
        IncludeResources = new() { Amis = true },
        ClientToken = core.Token(),
    };

    private LifecycleExecution Execution(string id) =>
        core.Send(new GetLifecycleExecutionRequest { LifecycleExecutionId = id }).LifecycleExecution!;

    private LifecycleExecution[] Listed(string arn) =>
        core.Send(new ListLifecycleExecutionsRequest { ResourceArn = arn }).LifecycleExecutions!;

    private LifecycleExecutionResource[] Resources(string id, string? parent = null) =>
        core.Send(new ListLifecycleExecutionResourcesRequest { LifecycleExecutionId = id, ParentResourceId = parent }).Resources!;
}
