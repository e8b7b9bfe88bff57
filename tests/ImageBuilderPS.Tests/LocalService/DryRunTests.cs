using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Tests.LocalService;

public class DryRunTests
{
    private readonly LocalServiceHarness core = new();

    [Fact]
    public void A_valid_dry_run_creates_no_configuration_and_leaves_the_token_unused()
    {
        var request = Configuration("checked");
        Assert.Equal(412, core.Refuses<DryRunOperationException>(request).StatusCode);
        Assert.Single(core.Send(new ListDistributionConfigurationsRequest()).DistributionConfigurationSummaryList!);
        request.DryRun = null;
        Assert.EndsWith("/checked", core.Send(request).DistributionConfigurationArn);
    }

    [Fact]
    public void A_valid_dry_run_creates_no_policy_and_leaves_the_token_unused()
    {
        var request = Policy("checked");
        Assert.Equal(412, core.Refuses<DryRunOperationException>(request).StatusCode);
        Assert.Single(core.Send(new ListLifecyclePoliciesRequest()).LifecyclePolicySummaryList!);
        request.DryRun = false;
        Assert.EndsWith("/checked", core.Send(request).LifecyclePolicyArn);
    }

    [Fact]
    public void An_invalid_dry_run_ends_in_the_error_of_the_call()
    {
        core.Refuses<ResourceAlreadyExistsException>(Configuration("demo"));
        core.Refuses<ResourceAlreadyExistsException>(Policy("demo"));
        core.Refuses<ValidationException>(Configuration("x"));
        var configuration = Configuration("twice");
        configuration.Distributions = [.. configuration.Distributions!, .. configuration.Distributions!];
        core.Refuses<InvalidRequestException>(configuration);
    }

    private CreateDistributionConfigurationRequest Configuration(string name) => new()
    {
        Name = name,
        Distributions = [new() { Region = "us-east-1", AmiDistributionConfiguration = new() }],
        ClientToken = core.Token(),
        DryRun = true,
    };

    private CreateLifecyclePolicyRequest Policy(string name)
    {
        var policy = core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = LocalServiceHarness.Policy }).LifecyclePolicy!;
        return new()
        {
            Name = name,
            ExecutionRole = policy.ExecutionRole,
            ResourceType = policy.ResourceType,
            PolicyDetails = policy.PolicyDetails,
            ResourceSelection = policy.ResourceSelection,
            ClientToken = core.Token(),
            DryRun = true,
        };
    }
}
