using System.Text;
using System.Text.Json.Nodes;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Tests.Aws;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Api;

public sealed class AdditionalMembersTests : ClientTest
{
    private const string Policy = """
        {"arn":"arn:aws:imagebuilder:eu-west-1:123456789012:lifecycle-policy/demo","status":"enabled","executionRole":"MyRole","resourceType":"AMI_IMAGE",
         "policyDetails":[{"action":{"type":"delete","includeResources":{"amis":true,"volumes":true}},
           "filter":{"type":"COUNT","value":3,"since":1.50},
           "exclusionRules":{"amis":{"isPublic":true,"organizations":["o-1",{"id":"o-2","depth":2}],"lastLaunched":{"value":1,"unit":"DAYS","soft":null}},"images":"all"},"weight":2}],
         "resourceSelection":{"recipes":[{"name":"web","semanticVersion":"1.x.x","owner":"me"}],"scope":{"all":false}},"priority":7}
        """;

    private static readonly string[] Paths =
    [
        "policyDetails[0].action.includeResources.volumes",
        "policyDetails[0].filter.since",
        "policyDetails[0].exclusionRules.amis.lastLaunched.soft",
        "policyDetails[0].exclusionRules.amis.organizations",
        "policyDetails[0].exclusionRules.images",
        "policyDetails[0].weight",
        "resourceSelection.recipes[0].owner",
        "resourceSelection.scope",
        "priority",
    ];

    [Fact]
    public void Members_that_the_contract_does_not_know_are_found_by_path() =>
        Assert.Equal(Paths, AdditionalMembers.Of(Read<LifecyclePolicy>(Policy)).Select(member => member.Key));

    [Fact]
    public async Task A_policy_as_read_is_sent_back_with_all_that_the_service_told()
    {
        using var endpoint = new StubEndpoint(StubAnswer.Ok("{\"lifecyclePolicy\":" + Policy + "}"), StubAnswer.Ok("""{"lifecyclePolicyArn":"arn"}"""));
        var policy = (await Send(endpoint, new GetLifecyclePolicyRequest { LifecyclePolicyArn = PolicyArn })).LifecyclePolicy!;
        var request = new UpdateLifecyclePolicyRequest { LifecyclePolicyArn = PolicyArn, Description = "new", ClientToken = "t" }.MergedOver(policy);
        EnumNormalizer.Normalize(request);
        await Send(endpoint, request);

        var expected = JsonNode.Parse(Policy)!.AsObject();
        expected.Remove("arn");
        expected["lifecyclePolicyArn"] = PolicyArn;
        expected["description"] = "new";
        expected["clientToken"] = "t";
        expected["status"] = "ENABLED";
        expected["policyDetails"]![0]!["action"]!["type"] = "DELETE";
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(endpoint.Requests[1].Text)), endpoint.Requests[1].Text);
    }

    [Fact]
    public async Task A_configuration_as_read_is_sent_back_with_all_that_the_service_told()
    {
        const string Distributions = """
            [{"region":"eu-west-1","tier":"gold","amiDistributionConfiguration":{"name":"a","boot":{"mode":"uefi"},"launchPermission":{"userIds":["123456789012"],"teams":[1]}},
              "fastLaunchConfigurations":[{"enabled":true,"pool":1,"snapshotConfiguration":{"targetResourceCount":2,"kind":"x"},"launchTemplate":{"launchTemplateName":"t","hint":"y"}}],
              "launchTemplateConfigurations":[{"launchTemplateId":"lt-01234567890123456","alias":"z"}],"s3ExportConfiguration":{"roleName":"r","zip":true},
              "ssmParameterConfigurations":[{"parameterName":"/p","labels":["l"]}],
              "containerDistributionConfiguration":{"targetRepository":{"service":"ECR","repositoryName":"n","scan":true},"lazy":false}}]
            """;
        using var endpoint = new StubEndpoint(StubAnswer.Ok($$$"""{"distributionConfiguration":{"arn":"{{{ConfigurationArn}}}","distributions":{{{Distributions}}},"mode":"fast"}}"""), StubAnswer.Ok("{}"));
        var read = (await Send(endpoint, new GetDistributionConfigurationRequest { DistributionConfigurationArn = ConfigurationArn })).DistributionConfiguration!;

        Assert.Equal("fast", read.AdditionalMembers!["mode"]);
        var request = new UpdateDistributionConfigurationRequest
        {
            DistributionConfigurationArn = ConfigurationArn,
            Distributions = read.Distributions,
            AdditionalMembers = read.AdditionalMembers,
            ClientToken = "t",
        };
        var sent = JsonNode.Parse(ContractJson.ToBytes(request))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Distributions), sent["distributions"]), sent.ToJsonString());
        Assert.Equal("fast", (string?)sent["mode"]);
    }

    [Fact]
    public void A_difference_in_such_a_member_has_its_path()
    {
        var (before, after) = (Read<LifecyclePolicy>(Policy), Read<LifecyclePolicy>(Policy.Replace("o-1", "o-3", StringComparison.Ordinal).Replace("\"priority\":7", "\"order\":1", StringComparison.Ordinal)));

        Assert.Empty(LifecyclePolicyDiff.Compare(before, Read<LifecyclePolicy>(Policy)));
        Assert.Equal(
            ["policyDetails[DELETE].exclusionRules.amis.organizations", "priority", "order"],
            LifecyclePolicyDiff.Compare(before, after).Select(difference => difference.Path));
    }

    [Fact]
    public void They_can_be_taken_away_and_put_back()
    {
        var policy = Read<LifecyclePolicy>(Policy);
        var members = AdditionalMembers.Of(policy);
        AdditionalMembers.Clear(policy);
        Assert.Empty(AdditionalMembers.Of(policy));
        Assert.All(members, member => Assert.True(AdditionalMembers.TryAdd(policy, member.Key, member.Value)));
        Assert.Equal(ContractJson.ToText(Read<LifecyclePolicy>(Policy)), ContractJson.ToText(policy));
    }

    [Theory]
    [InlineData("policyDetails[3].weight")]
    [InlineData("policyDetails.weight")]
    [InlineData("policyDetails[0].exclusionRules.tagMap.weight")]
    [InlineData("policyDetails[0].filter.value")]
    [InlineData("status")]
    [InlineData("")]
    public void What_has_no_place_in_the_policy_is_not_put_there(string path) =>
        Assert.False(AdditionalMembers.TryAdd(Read<LifecyclePolicy>(Policy), path, 1L));

    private static T Read<T>(string json) => ContractJson.FromBytes<T>(Encoding.UTF8.GetBytes(json));
}
