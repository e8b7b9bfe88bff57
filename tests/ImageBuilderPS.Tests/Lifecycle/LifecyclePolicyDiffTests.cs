using System.Text;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Json;
using ImageBuilderPS.Lifecycle;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecyclePolicyDiffTests
{
    private const string Before = """
        {
          "arn": "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/p", "name": "p", "status": "ENABLED",
          "executionRole": "role", "resourceType": "AMI_IMAGE", "dateUpdated": 1700000000, "tags": { "a": "b" },
          "policyDetails": [
            { "action": { "type": "DEPRECATE" }, "filter": { "type": "AGE", "value": 30, "unit": "DAYS" } },
            { "action": { "type": "DELETE", "includeResources": { "amis": true, "snapshots": false } },
              "filter": { "type": "AGE", "value": 90, "unit": "DAYS", "retainAtLeast": 3 },
              "exclusionRules": { "tagMap": { "keep": "yes" }, "amis": { "isPublic": false, "regions": ["eu-west-1", "us-east-1"], "sharedAccounts": ["111122223333"] } } } ],
          "resourceSelection": { "recipes": [ { "name": "web", "semanticVersion": "1.x.x" }, { "name": "db", "semanticVersion": "x.x.x" } ] }
        }
        """;

    [Fact]
    public void Policies_that_mean_the_same_have_no_difference()
    {
        const string Same = """
            {
              "arn": "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/q", "status": "enabled",
              "executionRole": "role", "resourceType": "ami_image",
              "policyDetails": [
                { "action": { "type": "delete", "includeResources": { "amis": true } },
                  "filter": { "type": "age", "value": 90, "unit": "days", "retainAtLeast": 3 },
                  "exclusionRules": { "tagMap": { "keep": "yes" }, "amis": { "regions": ["us-east-1", "eu-west-1", "us-east-1"], "sharedAccounts": ["111122223333"], "tagMap": {} } } },
                { "action": { "type": "DEPRECATE", "includeResources": { "amis": false } }, "filter": { "type": "AGE", "value": 30, "unit": "DAYS" }, "exclusionRules": {} } ],
              "resourceSelection": { "recipes": [ { "name": "db", "semanticVersion": "x.x.x" }, { "name": "web", "semanticVersion": "1.x.x" } ] }
            }
            """;

        Assert.Empty(LifecyclePolicyDiff.Compare(Policy(Before), Policy(Same)));
        Assert.Empty(LifecyclePolicyDiff.Compare(Policy(Same), Policy(Before)));
    }

    [Theory]
    [InlineData("\"ENABLED\"", "\"DISABLED\"", "~ status: ENABLED -> DISABLED")]
    [InlineData("\"value\": 90", "\"value\": 60", "~ policyDetails[1].filter.value: 90 -> 60")]
    [InlineData(", \"retainAtLeast\": 3", "", "- policyDetails[1].filter.retainAtLeast: 3")]
    [InlineData("\"snapshots\": false", "\"snapshots\": true", "~ policyDetails[1].action.includeResources.snapshots: false -> true")]
    [InlineData("\"keep\": \"yes\"", "\"keep\": \"no\", \"x\": \"1\"", "~ policyDetails[1].exclusionRules.tagMap['keep']: yes -> no|+ policyDetails[1].exclusionRules.tagMap['x']: 1")]
    [InlineData("\"regions\": [\"eu-west-1\",", "\"regions\": [\"ap-south-1\",", "- policyDetails[1].exclusionRules.amis.regions: eu-west-1|+ policyDetails[1].exclusionRules.amis.regions: ap-south-1")]
    [InlineData("\"isPublic\": false", "\"lastLaunched\": { \"value\": 2, \"unit\": \"WEEKS\" }", "+ policyDetails[1].exclusionRules.amis.lastLaunched.value: 2|+ policyDetails[1].exclusionRules.amis.lastLaunched.unit: WEEKS")]
    [InlineData("1.x.x", "2.x.x", "- resourceSelection.recipes: web/1.x.x|+ resourceSelection.recipes: web/2.x.x")]
    [InlineData("\"executionRole\"", "\"description\": \"d\", \"executionRole\"", "+ description: d")]
    [InlineData("\"type\": \"DEPRECATE\"", "\"type\": \"DISABLE\"", "+ policyDetails[0]: {\"action\":{\"type\":\"DISABLE\"},\"filter\":{\"type\":\"AGE\",\"value\":30,\"unit\":\"DAYS\"}}|- policyDetails[0]: {\"action\":{\"type\":\"DEPRECATE\"},\"filter\":{\"type\":\"AGE\",\"value\":30,\"unit\":\"DAYS\"}}")]
    public void A_change_is_one_difference_at_its_path(string text, string replacement, string expected)
    {
        Assert.Contains(text, Before);

        var differences = LifecyclePolicyDiff.Compare(Policy(Before), Policy(Before.Replace(text, replacement)));

        Assert.Equal(expected.Split('|'), differences.Select(difference => difference.ToString()));
    }

    [Fact]
    public void A_difference_carries_the_values_themselves()
    {
        var difference = Assert.Single(LifecyclePolicyDiff.Compare(Policy(Before), Policy(Before.Replace("\"value\": 90", "\"value\": 60"))));

        Assert.Equal(LifecyclePolicyDifferenceKind.Changed, difference.Kind);
        Assert.Equal((90, 60), (difference.BeforeValue, difference.AfterValue));
        Assert.Equal(("90", "60"), (difference.Before, difference.After));
    }

    [Fact]
    public void A_second_rule_of_one_action_is_matched_with_the_second()
    {
        var one = Policy(Before);
        one.PolicyDetails![0].Action!.Type = LifecyclePolicyDetailActionType.Delete;
        var other = Policy(Before);
        other.PolicyDetails![0].Action!.Type = LifecyclePolicyDetailActionType.Delete;
        other.PolicyDetails[1].Filter!.Value = 91;

        Assert.Equal("~ policyDetails[1].filter.value: 90 -> 91", Assert.Single(LifecyclePolicyDiff.Compare(one, other)).ToString());
    }

    [Fact]
    public void Rules_of_one_action_in_another_order_are_no_difference()
    {
        var one = Policy(Before);
        one.PolicyDetails![0].Action!.Type = LifecyclePolicyDetailActionType.Delete;
        var other = Policy(Before);
        other.PolicyDetails = [one.PolicyDetails[1], one.PolicyDetails[0]];

        Assert.Empty(LifecyclePolicyDiff.Compare(one, other));
    }

    [Fact]
    public void Of_two_rules_of_one_action_the_one_by_count_is_matched_with_that_by_count()
    {
        var one = Policy(Before);
        one.PolicyDetails = [Rule(LifecyclePolicyDetailFilterType.Age, 30), Rule(LifecyclePolicyDetailFilterType.Count, 5)];
        var other = Policy(Before);
        other.PolicyDetails = [Rule(LifecyclePolicyDetailFilterType.Count, 6), Rule(LifecyclePolicyDetailFilterType.Age, 30)];

        Assert.Equal("~ policyDetails[0].filter.value: 5 -> 6", Assert.Single(LifecyclePolicyDiff.Compare(one, other)).ToString());

        static LifecyclePolicyDetail Rule(string type, int value) => new()
        {
            Action = new() { Type = LifecyclePolicyDetailActionType.Delete },
            Filter = new() { Type = type, Value = value },
        };
    }

    [Fact]
    public void A_merged_request_changes_what_is_passed_and_keeps_the_rest()
    {
        var policy = Policy(Before);

        var request = new UpdateLifecyclePolicyRequest { Status = "DISABLED", ClientToken = "t" }.MergedOver(policy);

        Assert.Equal((policy.Arn, "DISABLED", "role", "t"), (request.LifecyclePolicyArn, request.Status, request.ExecutionRole, request.ClientToken));
        Assert.Equal("~ status: ENABLED -> DISABLED", Assert.Single(LifecyclePolicyDiff.Compare(policy, request.ToPolicy())).ToString());
    }

    [Fact]
    public void A_policy_sent_again_is_the_same_policy()
    {
        var policy = Policy(Before);

        Assert.Empty(LifecyclePolicyDiff.Compare(policy, policy.ToUpdateRequest().ToPolicy()));
        Assert.Equal(policy.Arn, policy.ToUpdateRequest().ToPolicy().Arn);
    }

    [Fact]
    public void A_request_to_create_is_read_as_the_policy_that_it_creates()
    {
        var request = ContractJson.FromBytes<CreateLifecyclePolicyRequest>(Encoding.UTF8.GetBytes(Before));

        var policy = request.ToPolicy();

        Assert.Empty(LifecyclePolicyDiff.Compare(Policy(Before), policy));
        Assert.Equal(("p", "b"), (policy.Name, policy.Tags!["a"]));
    }

    private static LifecyclePolicy Policy(string json) => ContractJson.FromBytes<LifecyclePolicy>(Encoding.UTF8.GetBytes(json));
}
