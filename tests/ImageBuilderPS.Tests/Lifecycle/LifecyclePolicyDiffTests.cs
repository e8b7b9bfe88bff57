using System.Text;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Lifecycle.Policies;

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
    [InlineData("\"value\": 90", "\"value\": 60", "~ policyDetails[DELETE].filter.value: 90 -> 60")]
    [InlineData(", \"retainAtLeast\": 3", "", "- policyDetails[DELETE].filter.retainAtLeast: 3")]
    [InlineData("\"snapshots\": false", "\"snapshots\": true", "~ policyDetails[DELETE].action.includeResources.snapshots: false -> true")]
    [InlineData("\"keep\": \"yes\"", "\"keep\": \"no\", \"x\": \"1\"", "~ policyDetails[DELETE].exclusionRules.tagMap['keep']: yes -> no|+ policyDetails[DELETE].exclusionRules.tagMap['x']: 1")]
    [InlineData("\"regions\": [\"eu-west-1\",", "\"regions\": [\"ap-south-1\",", "- policyDetails[DELETE].exclusionRules.amis.regions: eu-west-1|+ policyDetails[DELETE].exclusionRules.amis.regions: ap-south-1")]
    [InlineData("\"isPublic\": false", "\"lastLaunched\": { \"value\": 2, \"unit\": \"WEEKS\" }", "+ policyDetails[DELETE].exclusionRules.amis.lastLaunched.value: 2|+ policyDetails[DELETE].exclusionRules.amis.lastLaunched.unit: WEEKS")]
    [InlineData("1.x.x", "2.x.x", "- resourceSelection.recipes: web/1.x.x|+ resourceSelection.recipes: web/2.x.x")]
    [InlineData("\"executionRole\"", "\"description\": \"d\", \"executionRole\"", "+ description: d")]
    [InlineData("\"type\": \"DEPRECATE\"", "\"type\": \"DISABLE\"", "+ policyDetails[DISABLE]: {\"action\":{\"type\":\"DISABLE\"},\"filter\":{\"type\":\"AGE\",\"value\":30,\"unit\":\"DAYS\"}}|- policyDetails[DEPRECATE]: {\"action\":{\"type\":\"DEPRECATE\"},\"filter\":{\"type\":\"AGE\",\"value\":30,\"unit\":\"DAYS\"}}")]
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

        Assert.Equal(nameof(LifecyclePolicyDifferenceKind.Changed), difference.Kind);
        Assert.Equal((90, 60), (difference.BeforeValue, difference.AfterValue));
        Assert.Equal(("90", "60"), (difference.Before, difference.After));
    }

    [Fact]
    public void Two_rules_never_share_a_label()
    {
        var other = Policy(Before);
        other.PolicyDetails = [Rule(LifecyclePolicyDetailActionType.Delete, 30)];

        var differences = LifecyclePolicyDiff.Compare(Policy(Before), other).ToLookup(difference => difference.Path.Split(']')[0]);

        Assert.Contains(differences["policyDetails[DELETE"], difference => difference.ToString() == "~ policyDetails[DELETE].filter.value: 90 -> 30");
        Assert.Equal(nameof(LifecyclePolicyDifferenceKind.Removed), Assert.Single(differences["policyDetails[DEPRECATE"]).Kind);
        Assert.Equal(2, differences.Count);
    }

    [Fact]
    public void A_second_rule_of_one_action_is_matched_with_the_second()
    {
        var one = Policy(Before);
        one.PolicyDetails![0].Action!.Type = LifecyclePolicyDetailActionType.Delete;
        var other = Policy(Before);
        other.PolicyDetails![0].Action!.Type = LifecyclePolicyDetailActionType.Delete;
        other.PolicyDetails[1].Filter!.Value = 91;

        Assert.Equal("~ policyDetails[DELETE#2].filter.value: 90 -> 91", Assert.Single(LifecyclePolicyDiff.Compare(one, other)).ToString());
    }

    [Fact]
    public void Rules_of_one_action_in_another_order_are_another_policy()
    {
        var one = Policy(Before);
        one.PolicyDetails = [Rule(LifecyclePolicyDetailActionType.Delete, 30), Rule(LifecyclePolicyDetailActionType.Delete, 90)];
        var other = Policy(Before);
        other.PolicyDetails = [one.PolicyDetails[1], one.PolicyDetails[0]];

        Assert.Equal(
            ["~ policyDetails[DELETE].filter.value: 30 -> 90", "~ policyDetails[DELETE#2].filter.value: 90 -> 30"],
            LifecyclePolicyDiff.Compare(one, other).Select(difference => difference.ToString()));
    }

    [Fact]
    public void A_merged_rule_replaces_the_rule_of_its_action_and_keeps_the_others()
    {
        var policy = Policy(Before);
        var (delete, disable) = (Rule("delete", 30), Rule(LifecyclePolicyDetailActionType.Disable, 60));

        var merged = new UpdateLifecyclePolicyRequest { PolicyDetails = [disable, delete] }.MergedOver(policy);
        var replaced = new UpdateLifecyclePolicyRequest { PolicyDetails = [disable, delete] }.MergedOver(policy, replacesRules: true);

        Assert.Equal([policy.PolicyDetails![0], delete, disable], merged.PolicyDetails!);
        Assert.Equal([disable, delete], replaced.PolicyDetails!);
    }

    [Fact]
    public void Two_merged_rules_of_one_action_are_both_kept_for_the_check_to_refuse()
    {
        var (one, other) = (Rule(LifecyclePolicyDetailActionType.Delete, 30), Rule(LifecyclePolicyDetailActionType.Delete, 60));

        var merged = new UpdateLifecyclePolicyRequest { PolicyDetails = [one, other] }.MergedOver(Policy(Before));

        Assert.Equal([LifecyclePolicyDetailActionType.Deprecate, "DELETE", "DELETE"], merged.PolicyDetails!.Select(rule => rule.Action!.Type));
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

    private static LifecyclePolicyDetail Rule(string action, int days) => new()
    {
        Action = new() { Type = action },
        Filter = new() { Type = LifecyclePolicyDetailFilterType.Age, Value = days, Unit = LifecyclePolicyTimeUnit.Days },
    };

    private static LifecyclePolicy Policy(string json) => ContractJson.FromBytes<LifecyclePolicy>(Encoding.UTF8.GetBytes(json));
}
