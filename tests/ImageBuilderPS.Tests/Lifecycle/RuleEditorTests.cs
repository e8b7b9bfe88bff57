using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Tests.Lifecycle;

public class RuleEditorTests
{
    [Fact]
    public void What_is_given_changes_and_the_rest_stays()
    {
        var policy = Policy();
        var before = Text(policy);

        var (changed, isNew) = RuleEditor.Set(policy, new() { Action = "delete", OlderThan = 30 });

        Assert.False(isNew);
        Assert.Equal(before.Replace("\"value\":9", "\"value\":30", StringComparison.Ordinal), Text(changed));
        Assert.Equal(before, Text(policy));
    }

    [Fact]
    public void A_change_of_the_result_does_not_change_the_input()
    {
        var policy = Policy();
        var before = Text(policy);

        var (changed, _) = RuleEditor.Set(policy, new() { Action = "DELETE", OlderThan = 30 });
        changed.PolicyDetails![0].Filter!.Value = 1;
        changed.ResourceSelection!.TagMap!["more"] = "1";

        Assert.Equal(before, Text(policy));
    }

    [Fact]
    public void The_date_of_the_read_and_unknown_members_stay_and_the_token_does_not()
    {
        var policy = Policy();
        policy.DateUpdated = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        policy.ClientToken = "token";
        policy.AdditionalMembers = new Dictionary<string, object?> { ["priority"] = 1L };
        policy.PolicyDetails![1].Filter!.AdditionalMembers = new Dictionary<string, object?> { ["size"] = 5L };

        var (changed, _) = RuleEditor.Set(policy, new() { Action = "DELETE", KeepNewest = 3 });

        Assert.Equal(policy.DateUpdated, changed.DateUpdated);
        Assert.Null(changed.ClientToken);
        Assert.Equal(["policyDetails[1].filter.size", "priority"], AdditionalMembers.Of(changed).Select(member => member.Key).Order());
    }

    [Fact]
    public void A_rule_by_count_has_no_unit_and_retains_nothing_by_age()
    {
        var filter = Change(new() { Action = "DELETE", KeepNewest = 3 }).Filter!;

        Assert.Equal(("COUNT", 3, null, null), (filter.Type, filter.Value, filter.Unit, filter.RetainAtLeast));
    }

    [Theory]
    [InlineData(null, "DAYS")]
    [InlineData("weeks", "WEEKS")]
    public void A_rule_that_gets_an_age_has_a_unit(string? unit, string expected)
    {
        var policy = Policy();
        policy.PolicyDetails![1].Filter = new() { Type = "COUNT", Value = 3 };

        var filter = Change(new() { Action = "DELETE", OlderThan = 30, Unit = unit is null ? default(Optional<string?>) : unit }, policy).Filter!;

        Assert.Equal(("AGE", 30, expected), (filter.Type, filter.Value, filter.Unit));
    }

    [Fact]
    public void A_unit_does_not_fit_a_rule_by_count()
    {
        var policy = Policy();
        policy.PolicyDetails![1].Filter = new() { Type = "COUNT", Value = 3 };

        Assert.Equal(RuleChangeProblem.RuleIncomplete, Problem(policy, new() { Action = "DELETE", Unit = "WEEKS" }).Problem);
        Assert.Equal(RuleChangeProblem.RuleIncomplete, Problem(policy, new() { Action = "DELETE", RetainAtLeast = 2 }).Problem);
    }

    [Fact]
    public void What_is_turned_off_or_empty_is_removed_and_an_empty_object_with_it()
    {
        var change = new RuleChange
        {
            Action = "DELETE",
            IncludeAmi = false,
            IncludeSnapshot = false,
            RetainAtLeast = new(null),
            ExcludeTag = new(null),
            ExcludeRegion = Array.Empty<string>(),
            ExcludePublic = false,
            ExcludeLaunchedWithin = new(null),
        };

        var rule = Change(change);

        Assert.Null(rule.Action!.IncludeResources);
        Assert.Null(rule.Filter!.RetainAtLeast);
        Assert.Null(rule.ExclusionRules);
    }

    [Fact]
    public void One_exclusion_changes_alone()
    {
        var amis = Change(new() { Action = "DELETE", ExcludeLaunchedWithin = 3, ExcludeSharedAccount = new[] { "111122223333" } }).ExclusionRules!.Amis!;

        Assert.Equal("3 WEEKS", amis.LastLaunched!.ToString());
        Assert.Equal(["us-east-1"], amis.Regions!);
        Assert.True(amis.IsPublic);
        Assert.Equal(["111122223333"], amis.SharedAccounts!);
    }

    [Fact]
    public void A_unit_of_launches_alone_needs_an_exclusion_by_launch()
    {
        var policy = Policy();
        policy.PolicyDetails![1].ExclusionRules = null;

        Assert.Contains("-ExcludeLaunchedWithinUnit", Problem(policy, new() { Action = "DELETE", ExcludeLaunchedWithinUnit = "WEEKS" }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_rule_comes_last_if_all_is_given_that_it_needs()
    {
        var (changed, isNew) = RuleEditor.Set(Policy(), new() { Action = "DISABLE", OlderThan = 60, IncludeAmi = true });

        Assert.True(isNew);
        Assert.Equal(["DEPRECATE by AGE 30 DAYS", "DELETE by AGE 9 WEEKS", "DISABLE by AGE 60 DAYS"], changed.PolicyDetails!.Select(rule => rule.ToString()));
    }

    [Fact]
    public void A_rule_that_is_not_there_is_an_error_that_lists_the_rules()
    {
        var error = Problem(Policy(), new() { Action = "DISABLE", IncludeAmi = true });

        Assert.Equal(RuleChangeProblem.RuleNotFound, error.Problem);
        Assert.Equal("There is no DISABLE rule in policy demo, only DEPRECATE and DELETE. A new rule needs an age or a number of images.", error.Message);
    }

    [Fact]
    public void Two_rules_of_the_action_are_an_error()
    {
        var policy = Policy();
        policy.PolicyDetails![0].Action!.Type = "DELETE";

        Assert.Equal(RuleChangeProblem.SeveralRules, Problem(policy, new() { Action = "DELETE", OlderThan = 3 }).Problem);
        Assert.Equal(RuleChangeProblem.SeveralRules, Assert.Throws<RuleChangeException>(() => RuleEditor.Remove(policy, "DELETE")).Problem);
    }

    [Fact]
    public void The_changed_rule_is_validated_and_another_one_is_not()
    {
        var policy = Policy();
        policy.PolicyDetails![0].Filter!.Value = 5000;

        Assert.Equal(30, RuleEditor.Set(policy, new() { Action = "DELETE", OlderThan = 30 }).Policy.PolicyDetails![1].Filter!.Value);
        var error = Problem(policy, new() { Action = "DEPRECATE", KeepNewest = 3 });
        Assert.Equal(RuleChangeProblem.ConstraintViolation, error.Problem);
        Assert.Contains("policyDetails[0].filter.type: got 'COUNT'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_rule_leaves_the_others()
    {
        var changed = RuleEditor.Remove(Policy(), "deprecate");

        Assert.Equal("DELETE by AGE 9 WEEKS", Assert.Single(changed.PolicyDetails!).ToString());
        Assert.Equal(RuleChangeProblem.LastRule, Assert.Throws<RuleChangeException>(() => RuleEditor.Remove(changed, "DELETE")).Problem);
        Assert.Equal(RuleChangeProblem.RuleNotFound, Assert.Throws<RuleChangeException>(() => RuleEditor.Remove(changed, "DISABLE")).Problem);
    }

    [Fact]
    public void A_policy_without_rules_or_with_broken_ones_is_an_error_and_no_crash()
    {
        var policy = new UpdateLifecyclePolicyRequest();
        Assert.Contains("only an empty list", Problem(policy, new() { Action = "DELETE", IncludeAmi = true }).Message, StringComparison.Ordinal);

        policy.PolicyDetails = [null!, new(), new() { Action = new() { Type = "DELETE" } }];
        Assert.Equal(RuleChangeProblem.RuleIncomplete, Problem(policy, new() { Action = "DELETE", Unit = "DAYS" }).Problem);
        Assert.Equal(RuleChangeProblem.ConstraintViolation, Problem(policy, new() { Action = "DELETE", IncludeAmi = true }).Problem);
    }

    private static LifecyclePolicyDetail Change(RuleChange change, UpdateLifecyclePolicyRequest? policy = null) =>
        RuleEditor.Set(policy ?? Policy(), change).Policy.PolicyDetails![1];

    private static RuleChangeException Problem(UpdateLifecyclePolicyRequest policy, RuleChange change) =>
        Assert.Throws<RuleChangeException>(() => RuleEditor.Set(policy, change));

    private static string Text(UpdateLifecyclePolicyRequest policy) => System.Text.Encoding.UTF8.GetString(ContractJson.ToBytes(policy));

    private static UpdateLifecyclePolicyRequest Policy() => new()
    {
        LifecyclePolicyArn = "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/demo",
        ExecutionRole = "role",
        ResourceType = "AMI_IMAGE",
        PolicyDetails =
        [
            new() { Action = new() { Type = "DEPRECATE" }, Filter = new() { Type = "AGE", Value = 30, Unit = "DAYS" } },
            new()
            {
                Action = new() { Type = "DELETE", IncludeResources = new() { Amis = true, Snapshots = true } },
                Filter = new() { Type = "AGE", Value = 9, Unit = "WEEKS", RetainAtLeast = 1 },
                ExclusionRules = new()
                {
                    TagMap = new() { ["Keep"] = "yes" },
                    Amis = new() { IsPublic = true, Regions = ["us-east-1"], LastLaunched = new() { Value = 2, Unit = "WEEKS" } },
                },
            },
        ],
        ResourceSelection = new() { TagMap = new() { ["Team"] = "web" } },
    };
}
