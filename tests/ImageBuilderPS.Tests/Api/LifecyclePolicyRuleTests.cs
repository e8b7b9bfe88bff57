using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Tests.LocalService;

namespace ImageBuilderPS.Tests.Api;

/// <summary>Rules between the rules of a lifecycle policy: violations before the call, and the local service's answer.</summary>
public class LifecyclePolicyRuleTests
{
    private const string Include = "policyDetails[0].action.includeResources.";

    [Theory]
    [InlineData("DELETE", "AGE", "AMI_IMAGE")]
    [InlineData("DELETE", "COUNT", "AMI_IMAGE")]
    [InlineData("DELETE", "COUNT", "CONTAINER_IMAGE")]
    [InlineData("DEPRECATE", "AGE", "AMI_IMAGE")]
    [InlineData("DISABLE", "AGE", "AMI_IMAGE")]
    public void What_AWS_takes_is_valid(string action, string filter, string resourceType) =>
        Assert.Empty(Validate(resourceType, Rule(action, filter)));

    [Theory]
    [InlineData("DEPRECATE", "COUNT", "AMI_IMAGE", "policyDetails[0].filter.type: got 'COUNT', expected AGE with DEPRECATE; only DELETE works by COUNT.")]
    [InlineData("disable", "count", "AMI_IMAGE", "policyDetails[0].filter.type: got 'count', expected AGE with DISABLE; only DELETE works by COUNT.")]
    [InlineData("DEPRECATE", "AGE", "CONTAINER_IMAGE", "policyDetails[0].action.type: got 'DEPRECATE', expected DELETE, the only action on container images.")]
    [InlineData("disable", "AGE", "container_image", "policyDetails[0].action.type: got 'disable', expected DELETE, the only action on container images.")]
    public void An_action_that_AWS_does_not_have_there_is_a_violation(string action, string filter, string resourceType, string text)
    {
        Assert.Equal([text], Validate(resourceType, Rule(action, filter)));
        AssertServiceRefuses(resourceType.ToUpperInvariant(), text.Replace("disable", "DISABLE").Replace("count", "COUNT"), Rule(action.ToUpperInvariant(), filter.ToUpperInvariant()));
    }

    [Fact]
    public void A_second_rule_of_an_action_is_a_violation()
    {
        const string Text = "policyDetails[2].action.type: got 'DELETE', expected one rule of each action; policyDetails[0] is a DELETE rule already.";
        LifecyclePolicyDetail[] rules = [Rule("DELETE", "AGE"), Rule("DISABLE", "AGE"), Rule("DELETE", "COUNT")];

        Assert.Equal([Text], Validate("AMI_IMAGE", rules));
        AssertServiceRefuses("AMI_IMAGE", Text, rules);
    }

    [Theory]
    [InlineData("DELETE", null, true, null, Include + "snapshots: got true, expected amis as well: snapshots are deleted only together with AMIs.")]
    [InlineData("DELETE", false, true, null, Include + "snapshots: got true, expected amis as well: snapshots are deleted only together with AMIs.")]
    [InlineData("DISABLE", true, true, null, Include + "snapshots: got true, expected amis alone with DISABLE.")]
    [InlineData("DEPRECATE", true, null, true, Include + "containers: got true, expected amis alone with DEPRECATE.")]
    public void Resources_that_an_action_does_not_include_are_a_violation(string action, bool? amis, bool? snapshots, bool? containers, string text)
    {
        var rule = Rule(action, "AGE");
        rule.Action!.IncludeResources = new() { Amis = amis, Snapshots = snapshots, Containers = containers };

        Assert.Equal([text], Validate("AMI_IMAGE", rule));
        AssertServiceRefuses("AMI_IMAGE", text, rule);
    }

    [Theory]
    [InlineData("DELETE", true, true, true)]
    [InlineData("DELETE", true, null, null)]
    [InlineData("DISABLE", true, false, false)]
    [InlineData("DEPRECATE", true, null, null)]
    public void Resources_that_an_action_includes_are_valid(string action, bool? amis, bool? snapshots, bool? containers)
    {
        var rule = Rule(action, "AGE");
        rule.Action!.IncludeResources = new() { Amis = amis, Snapshots = snapshots, Containers = containers };

        Assert.Empty(Validate("AMI_IMAGE", rule));
    }

    [Fact]
    public void The_rules_hold_for_a_new_policy_too()
    {
        var request = new CreateLifecyclePolicyRequest
        {
            Name = "twice",
            ExecutionRole = "role",
            ResourceType = "AMI_IMAGE",
            PolicyDetails = [Rule("DELETE", "AGE"), Rule("DELETE", "COUNT")],
            ResourceSelection = new() { TagMap = new() { ["a"] = "b" } },
            ClientToken = "t",
        };

        Assert.Equal("policyDetails[1].action.type", Assert.Single(ContractValidator.Validate(request)).Path);
        new LocalServiceHarness().Refuses<InvalidRequestException>(request);
    }

    [Fact]
    public void A_path_begins_with_that_of_the_policy() => Assert.Equal(
        "lifecyclePolicy.policyDetails[0].filter.type",
        Assert.Single(LifecyclePolicyRules.Violations("AMI_IMAGE", [Rule("DISABLE", "COUNT")], "lifecyclePolicy")).Path);

    [Fact]
    public void A_value_that_breaks_a_constraint_is_told_before_a_rule_that_is_broken()
    {
        var request = Update("AMI_IMAGE", Rule("DISABLE", "COUNT"));
        request.ClientToken = new('x', 65);

        Assert.StartsWith("1 validation error", new LocalServiceHarness().Refuses<ValidationException>(request).Message);
    }

    [Theory]
    [InlineData(30, "DAYS", 90, "DAYS", true)]
    [InlineData(90, "DAYS", 90, "DAYS", false)]
    [InlineData(91, "DAYS", 90, "DAYS", false)]
    [InlineData(2, "WEEKS", 15, "DAYS", true)]
    [InlineData(30, "DAYS", 1, "MONTHS", false)]
    [InlineData(27, "DAYS", 1, "MONTHS", true)]
    [InlineData(11, "months", 1, "YEARS", true)]
    [InlineData(12, "MONTHS", 1, "YEARS", false)]
    [InlineData(2, "YEARS", 3, "YEARS", true)]
    public void A_rule_that_images_never_live_to_see_is_a_warning(int delete, string deleteUnit, int deprecate, string unit, bool warns)
    {
        var request = Update(
            "AMI_IMAGE",
            new() { Action = new() { Type = "DEPRECATE" }, Filter = new() { Type = "AGE", Value = deprecate, Unit = unit } },
            new() { Action = new() { Type = "DELETE" }, Filter = new() { Type = "AGE", Value = delete, Unit = deleteUnit } });

        string[] expected = [$"policyDetails[0]: images are deleted after {delete} {deleteUnit}, before this rule deprecates them after {deprecate} {unit}."];
        Assert.Empty(ContractValidator.Validate(request));
        Assert.Equal(warns ? expected : [], ContractValidator.Warnings(request));
    }

    [Fact]
    public void A_rule_for_images_that_the_delete_rule_keeps_is_no_warning()
    {
        var disable = Rule("DISABLE", "AGE", 90);
        var delete = Rule("DELETE", "AGE", 30);
        Assert.Equal(
            ["policyDetails[1]: images are deleted after 30 DAYS, before this rule disables them after 90 DAYS."],
            ContractValidator.Warnings(Update("AMI_IMAGE", delete, disable)));

        delete.Filter!.RetainAtLeast = 1;
        Assert.Empty(ContractValidator.Warnings(Update("AMI_IMAGE", delete, disable)));
        delete.Filter.RetainAtLeast = null;
        delete.ExclusionRules = new() { TagMap = new() { ["keep"] = "yes" } };
        Assert.Empty(ContractValidator.Warnings(Update("AMI_IMAGE", delete, disable)));
        Assert.Empty(ContractValidator.Warnings(Update("AMI_IMAGE", Rule("DELETE", "COUNT", 3), disable)));
        Assert.Empty(ContractValidator.Warnings(Update("AMI_IMAGE", disable)));
    }

    private static void AssertServiceRefuses(string resourceType, string text, params LifecyclePolicyDetail[] rules)
    {
        var error = new LocalServiceHarness().Refuses<InvalidRequestException>(Update(resourceType, rules));
        Assert.Equal((400, text), (error.StatusCode, error.Message));
    }

    private static IEnumerable<string> Validate(string resourceType, params LifecyclePolicyDetail[] rules) =>
        ContractValidator.Validate(Update(resourceType, rules)).Select(violation => violation.ToString());

    private static UpdateLifecyclePolicyRequest Update(string resourceType, params LifecyclePolicyDetail[] rules) => new()
    {
        LifecyclePolicyArn = LocalServiceHarness.Policy,
        ExecutionRole = "role",
        ResourceType = resourceType,
        PolicyDetails = rules,
        ResourceSelection = new() { TagMap = new() { ["a"] = "b" } },
        ClientToken = "t",
    };

    private static LifecyclePolicyDetail Rule(string action, string filter, int value = 5) => new()
    {
        Action = new() { Type = action },
        Filter = new() { Type = filter, Value = value, Unit = filter is "AGE" ? "DAYS" : null },
    };
}
