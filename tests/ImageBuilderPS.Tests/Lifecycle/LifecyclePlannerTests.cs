using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>What a plan says of a change, and which guards trip.</summary>
public sealed class LifecyclePlannerTests
{
    private static readonly AmiReference Template = new() { ResourceType = "ec2:LaunchTemplate", Arn = "arn:aws:ec2:us-east-1:123456789012:launch-template/lt-1", Name = "web" };

    [Fact]
    public void A_plan_tells_new_deletions_from_those_of_the_live_policy()
    {
        var plan = new PlanScenario().Plan();

        Assert.Equal("Delete b*, Delete ami-b*, Delete snap-ami-b*, Delete c, Delete ami-c, Delete snap-ami-c", PlanScenario.Decisions(plan));
        Assert.Equal((1, 2), (plan.Policies![0].TotalsBefore!.DeletedImages, plan.Policies[0].TotalsAfter!.DeletedImages));
        Assert.Equal(("Update", true, false), (plan.Policies[0].Change, plan.HasChanges, plan.IsBlocked));
        Assert.Equal("~ policyDetails[DELETE].filter.value: 80 -> 20", Assert.Single(plan.Policies[0].Differences!).ToString());
        Assert.Equal(("123456789012", "us-east-1", "arn:aws:iam::123456789012:user/ann"), (plan.AccountId, plan.Region, plan.CreatedBy));
    }

    [Fact]
    public void A_plan_shows_what_the_policy_no_longer_deletes()
    {
        var plan = new PlanScenario { Before = PlanScenario.DeleteAfter(20), After = PlanScenario.DeleteAfter(80) }.Plan();

        Assert.Equal("Delete c, Delete ami-c, Delete snap-ami-c, Keep b*, Keep ami-b*, Keep snap-ami-b*", PlanScenario.Decisions(plan));
        Assert.StartsWith("The live policy would delete it: ", plan.Policies![0].Decisions![3].Reason, StringComparison.Ordinal);
        Assert.False(plan.IsBlocked);
    }

    [Fact]
    public void A_plan_has_every_run_until_it_expires()
    {
        const string Rules = """{"action":{"type":"DEPRECATE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":10,"unit":"DAYS"}},"""
            + """{"action":{"type":"DISABLE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":15,"unit":"DAYS"}},""";
        var scenario = new PlanScenario { After = Rules + PlanScenario.DeleteAfter(20) };

        // The first run only deprecates an old image, the second disables it, the third deletes it.
        var decision = scenario.Plan().Policies![0].Decisions!.Single(decision => decision.ResourceId == "b");

        Assert.Equal(("Delete", Scenario.Noon.AddDays(2), "AVAILABLE"), (decision.Action, decision.At, decision.Status));
    }

    [Fact]
    public void What_grows_too_old_while_the_plan_is_valid_is_in_it()
    {
        var plan = new PlanScenario { Images = "b web/1.0.0 2026-03-15 AVAILABLE\na web/1.0.0 2026-03-30 AVAILABLE" }.Plan();

        var decision = plan.Policies![0].Decisions!.Single(decision => decision.ResourceId == "b");
        Assert.Equal(Scenario.Noon.AddDays(5), decision.At);
        Assert.Equal(Scenario.Noon.AddDays(7), plan.ValidUntil);
    }

    [Fact]
    public void A_policy_that_is_disabled_does_nothing()
    {
        var enabled = new PlanScenario { StatusBefore = "DISABLED" }.Plan();
        var disabled = new PlanScenario { StatusAfter = "DISABLED" }.Plan();

        Assert.All(enabled.Policies![0].Decisions!, decision => Assert.True(decision.IsNew));
        Assert.Equal("Keep c*, Keep ami-c*, Keep snap-ami-c*", PlanScenario.Decisions(disabled));
    }

    [Fact]
    public void A_policy_that_stays_has_no_token_and_no_change()
    {
        var plan = new PlanScenario { After = PlanScenario.DeleteAfter(80), Options = new() { MaximumDelete = 0 } }.Plan();

        Assert.Equal(("None", (string?)null, false, false), (plan.Policies![0].Change, plan.Policies[0].ClientToken, plan.HasChanges, plan.IsBlocked));
    }

    [Fact]
    public void A_policy_without_a_status_is_enabled_as_the_service_does_it()
    {
        var scenario = new PlanScenario { After = PlanScenario.DeleteAfter(80) };
        var after = PlanScenario.Policy(scenario.After, "ENABLED");
        after.Status = null;
        LifecyclePolicyPlan Plan(string live) => new LifecyclePlanner(scenario.Options, scenario.Given, scenario.Facts, scenario.Now)
            .Create([new(after, PlanScenario.Policy(scenario.After, live)) { LastApplied = after }]).Policies![0];

        Assert.Equal(("None", 0), (Plan("ENABLED").Change, Plan("ENABLED").Drift!.Length));
        Assert.Equal("~ status: DISABLED -> ENABLED", Assert.Single(Plan("DISABLED").Differences!).ToString());
        Assert.Equal("~ status: ENABLED -> DISABLED", Assert.Single(Plan("DISABLED").Drift!).ToString());
    }

    [Fact]
    public void The_calendar_has_the_next_year()
    {
        var plan = new PlanScenario { After = PlanScenario.DeleteAfter(60) }.Plan();

        var months = plan.Policies![0].Calendar!.Where(month => month.DeletedImages > 0).Select(month => (month.Month, month.DeletedImages));
        Assert.Equal([("2026-03", 1), ("2026-05", 2)], months);
    }

    [Theory]
    [InlineData(0, "MaximumDelete: The plan newly deletes 1 image, and at most 0 are allowed.")]
    [InlineData(1, null)]
    public void More_images_than_allowed_block_the_plan(int limit, string? block)
    {
        var scenario = new PlanScenario();
        var plan = new PlanScenario { Options = scenario.Options with { MaximumDelete = limit } }.Plan();

        Assert.Equal(block, plan.BlockedBy!.SingleOrDefault()?.ToString());
        Assert.Equal(block is not null, plan.IsBlocked);
        Assert.Equal(block is null ? null : "-MaximumDelete 1", plan.BlockedBy!.SingleOrDefault()?.Lift);
    }

    [Fact]
    public void More_percent_than_allowed_block_the_plan()
    {
        var plan = new PlanScenario { Options = new() { MaximumDeletePercent = 33 } }.Plan();

        var block = Assert.Single(plan.BlockedBy!);
        Assert.Equal("MaximumDeletePercent: Policy web newly deletes 1 of the 3 images that it selects, 34 %, and at most 33 % are allowed.", block.ToString());
        Assert.Equal("-MaximumDeletePercent 34", block.Lift);
    }

    [Fact]
    public void An_AMI_in_use_blocks_the_plan_and_the_lift_is_recorded()
    {
        var scenario = new PlanScenario { Fact = fact => fact.InUseBy = fact.AmiId == "ami-b" ? [Template] : [] };
        var lifted = new PlanScenario { Fact = scenario.Fact, Options = scenario.Options with { AllowInUse = true } }.Plan();

        var block = Assert.Single(scenario.Plan().BlockedBy!);
        Assert.Equal(("InUse", "-AllowInUse"), (block.Guard, block.Lift));
        Assert.Equal("Delete ami-b us-east-1: in use by launch template lt-1 web", Assert.Single(block.Resources!));
        Assert.Equal((false, true), (lifted.IsBlocked, lifted.Guards!.AllowInUse));
    }

    [Fact]
    public void An_AMI_in_use_that_the_live_policy_deletes_anyway_blocks_nothing() =>
        Assert.False(new PlanScenario { Fact = fact => fact.InUseBy = fact.AmiId == "ami-c" ? [Template] : [] }.Plan().IsBlocked);

    [Fact]
    public void An_AMI_of_which_nobody_knows_who_uses_it_blocks_the_plan()
    {
        var scenario = new PlanScenario { AsksEc2 = false };

        var block = Assert.Single(scenario.Plan().BlockedBy!);
        Assert.Equal(("Unknown", "-AllowUnknown"), (block.Guard, block.Lift));
        Assert.Contains("Delete Ami ami-b us-east-1: nothing is known of what uses it", block.Resources!);
        Assert.Null(scenario.Plan().FactsDigest);
        Assert.False(new PlanScenario { AsksEc2 = false, Options = scenario.Options with { AllowUnknown = true } }.Plan().IsBlocked);
    }

    [Fact]
    public void The_last_available_image_of_a_recipe_blocks_the_plan()
    {
        var scenario = new PlanScenario { Images = "b web/1.0.0 2026-03-01 AVAILABLE\nc web/2.0.0 2026-01-01 DEPRECATED\nd web/3.0.0 2025-01-01 DISABLED" };

        var block = Assert.Single(scenario.Plan().BlockedBy!);
        Assert.Equal(("LastImage", "-AllowLastImage"), (block.Guard, block.Lift));
        Assert.Equal("image recipe web: 2 available images, all deleted or disabled", Assert.Single(block.Resources!));
        Assert.False(new PlanScenario { Images = scenario.Images, Options = scenario.Options with { AllowLastImage = true } }.Plan().IsBlocked);
    }

    [Fact]
    public void What_somebody_else_changed_is_drift()
    {
        var scenario = new PlanScenario();
        var target = new PolicyTarget(PlanScenario.Policy(scenario.After, "ENABLED"), scenario.Live) { LastApplied = PlanScenario.Policy(PlanScenario.DeleteAfter(90), "ENABLED") };

        var policy = new LifecyclePlanner(scenario.Options, scenario.Given, scenario.Facts, scenario.Now).Create([target]).Policies![0];

        Assert.Equal("~ policyDetails[DELETE].filter.value: 90 -> 80", Assert.Single(policy.Drift!).ToString());
    }

    [Fact]
    public void A_plan_keeps_the_facts_of_what_it_changes_for_an_undo()
    {
        var plan = new PlanScenario { Fact = fact => fact.SharedAccounts = ["111122223333"] }.Plan();

        Assert.Equal(["ami-b", "ami-c"], plan.Facts!.Select(fact => fact.AmiId));
        Assert.Equal("111122223333", Assert.Single(plan.Facts![0].SharedAccounts!));
    }
}
