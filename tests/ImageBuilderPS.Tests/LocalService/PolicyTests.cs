using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.Tests.LocalService;

public class PolicyTests
{
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void An_update_replaces_the_whole_policy()
    {
        core.Send(Update(LocalServiceHarness.Policy));
        var policy = Read(LocalServiceHarness.Policy);
        Assert.Null(policy.Description);
        Assert.Equal(("demo", "DISABLED", "other-role", core.Now), (policy.Name, policy.Status, policy.ExecutionRole, policy.DateUpdated));
        Assert.Equal("prod", policy.ResourceSelection!.TagMap!["stage"]);
    }

    [Fact]
    public void A_missing_policy_is_a_client_error_to_update_and_not_found_to_read()
    {
        Assert.Equal(400, core.Refuses<ClientException>(Update(LocalServiceHarness.Policy + "x")).StatusCode);
        core.Refuses<ResourceNotFoundException>(new GetLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy + "x" });
    }

    [Fact]
    public void Recipes_and_tags_exclude_each_other()
    {
        var request = Update(LocalServiceHarness.Policy);
        request.ResourceSelection!.Recipes = [new() { Name = "web", SemanticVersion = "1.x.x" }];
        core.Refuses<InvalidParameterCombinationException>(request);
        request.ClientToken = new('x', 65);
        core.Refuses<ValidationException>(request);
    }

    [Fact]
    public void The_resource_type_cannot_be_changed()
    {
        var request = Update(LocalServiceHarness.Policy);
        request.ResourceType = "CONTAINER_IMAGE";
        Assert.Contains("AMI_IMAGE", core.Refuses<InvalidRequestException>(request).Message);
        Assert.Equal("AMI_IMAGE", Read(LocalServiceHarness.Policy).ResourceType);
    }

    [Fact]
    public void A_policy_is_created_listed_by_filter_and_deleted()
    {
        var like = Update(LocalServiceHarness.Policy);
        var arn = core.Send(new CreateLifecyclePolicyRequest
        {
            Name = "Keep Five",
            ExecutionRole = like.ExecutionRole,
            ResourceType = like.ResourceType,
            PolicyDetails = like.PolicyDetails,
            ResourceSelection = like.ResourceSelection,
            ClientToken = core.Token(),
        }).LifecyclePolicyArn!;
        Assert.EndsWith(":lifecycle-policy/keep-five", arn);
        Assert.Equal(["Keep Five"], Listed(new() { Name = "Name", Values = ["Keep Five"] }));
        Assert.Equal(["demo", "Keep Five"], Listed(new() { Name = "Status", Values = ["ENABLED"] }));
        core.Send(new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = arn });
        Assert.Equal(["demo"], Listed(new() { Name = "Status", Values = ["ENABLED"] }));
    }

    private IEnumerable<string?> Listed(Filter filter) =>
        core.Send(new ListLifecyclePoliciesRequest { Filters = [filter] }).LifecyclePolicySummaryList!.Select(item => item.Name);

    private LifecyclePolicy Read(string arn) => core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = arn }).LifecyclePolicy!;

    private UpdateLifecyclePolicyRequest Update(string arn) => new()
    {
        LifecyclePolicyArn = arn,
        Status = "DISABLED",
        ExecutionRole = "other-role",
        ResourceType = "AMI_IMAGE",
        PolicyDetails = [new() { Action = new() { Type = "DELETE" }, Filter = new() { Type = "COUNT", Value = 5 } }],
        ResourceSelection = new() { TagMap = new() { ["stage"] = "prod" } },
        ClientToken = core.Token(),
    };
}
