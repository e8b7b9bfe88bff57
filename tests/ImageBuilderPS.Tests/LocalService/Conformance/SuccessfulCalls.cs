using System.Text.Json;
using System.Text.Json.Nodes;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Tests.LocalService.Conformance;

/// <summary>A request of each operation that succeeds, with what it needs. Lists have more than one page.</summary>
internal static class SuccessfulCalls
{
    private const string Configuration = LocalServiceHarness.Configuration;
    private const string Policy = LocalServiceHarness.Policy;
    private const string Image = "arn:aws:imagebuilder:us-east-1:123456789012:image/web-server/2.0.0/2";
    private static readonly object[] Rules = [new { action = new { type = "DELETE" }, filter = new { type = "COUNT", value = 5 } }];

    private static readonly Dictionary<string, Func<LocalServiceHarness, object>> Requests = new()
    {
        ["DistributeImage"] = _ => new { sourceImage = Image, distributionConfigurationArn = Configuration, executionRole = "role", clientToken = "t" },
        ["RetryImage"] = core => new { imageBuildVersionArn = Cancelled(core), clientToken = "t" },
        ["CancelImageCreation"] = core => new { imageBuildVersionArn = core.Distribute(), clientToken = "t" },
        ["GetImage"] = _ => new { imageBuildVersionArn = Image },
        ["DeleteImage"] = _ => new { imageBuildVersionArn = Image },
        ["ListImages"] = _ => new { maxResults = 1 },
        ["ListImageBuildVersions"] = _ => new { maxResults = 1 },
        ["CreateDistributionConfiguration"] = _ => new { name = "new", distributions = Array.Empty<object>(), clientToken = "t" },
        ["GetDistributionConfiguration"] = _ => new { distributionConfigurationArn = Configuration },
        ["ListDistributionConfigurations"] = core =>
        {
            core.Configure("second");
            return new { maxResults = 1 };
        },
        ["UpdateDistributionConfiguration"] = _ => new { distributionConfigurationArn = Configuration, distributions = Array.Empty<object>(), clientToken = "t" },
        ["DeleteDistributionConfiguration"] = _ => new { distributionConfigurationArn = Configuration },
        ["CreateLifecyclePolicy"] = _ => NewPolicy(),
        ["GetLifecyclePolicy"] = _ => new { lifecyclePolicyArn = Policy },
        ["ListLifecyclePolicies"] = core =>
        {
            core.Raw("PUT", "/CreateLifecyclePolicy", JsonSerializer.Serialize(NewPolicy()));
            return new { maxResults = 1 };
        },
        ["UpdateLifecyclePolicy"] = _ => new
        {
            lifecyclePolicyArn = Policy,
            executionRole = "role",
            resourceType = "AMI_IMAGE",
            policyDetails = Rules,
            resourceSelection = new { tagMap = new { Team = "web" } },
            clientToken = "t",
        },
        ["DeleteLifecyclePolicy"] = _ => new { lifecyclePolicyArn = Policy },
        ["GetLifecycleExecution"] = core => new { lifecycleExecutionId = Run(core) },
        ["ListLifecycleExecutions"] = core =>
        {
            Run(core);
            core.Pass(1);
            Run(core);
            return new { resourceArn = Policy, maxResults = 1 };
        },
        ["ListLifecycleExecutionResources"] = core =>
        {
            var run = Run(core);
            core.Pass(1);
            return new { lifecycleExecutionId = run, maxResults = 1 };
        },
        ["CancelLifecycleExecution"] = core => new { lifecycleExecutionId = Run(core), clientToken = "t" },
        ["StartResourceStateUpdate"] = _ => new
        {
            resourceArn = Image,
            state = new { status = "DISABLED" },
            executionRole = "role",
            includeResources = new { amis = true },
            clientToken = "t",
        },
        ["TagResource"] = _ => new { resourceArn = Image, tags = new { Team = "web" } },
        ["UntagResource"] = _ => new { resourceArn = Image, tagKeys = new[] { "Team" } },
        ["ListTagsForResource"] = _ => new { resourceArn = Image },
    };

    /// <summary>A request of an operation, after what it needs is set up.</summary>
    public static JsonObject Prepare(string operation, LocalServiceHarness core) =>
        JsonSerializer.SerializeToNode(Requests[operation](core))!.AsObject();

    private static object NewPolicy() => new
    {
        name = "new",
        executionRole = "role",
        resourceType = "AMI_IMAGE",
        policyDetails = Rules,
        resourceSelection = new { tagMap = new { Team = "web" } },
        clientToken = "t",
    };

    private static string Cancelled(LocalServiceHarness core)
    {
        var arn = core.Distribute();
        core.Send(new CancelImageCreationRequest { ImageBuildVersionArn = arn, ClientToken = core.Token() });
        return arn;
    }

    private static string Run(LocalServiceHarness core) =>
        JsonNode.Parse(core.Raw("POST", "/_local/run?policy=" + Policy).Body)!["lifecycleExecutionId"]!.GetValue<string>();
}
