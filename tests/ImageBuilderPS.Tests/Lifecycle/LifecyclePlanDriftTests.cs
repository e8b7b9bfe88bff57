using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>What changed between a plan and its apply.</summary>
public sealed class LifecyclePlanDriftTests
{
    private static readonly LifecyclePlan Plan = new PlanScenario().Plan();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(7)]
    public void Time_alone_is_no_drift(int days) =>
        Assert.Equal(0, new PlanScenario { Now = Scenario.Noon.AddDays(days) }.DriftOf(Plan).Count);

    [Fact]
    public void What_is_deleted_meanwhile_is_no_drift() =>
        Assert.Equal(0, new PlanScenario { Images = "a web/1.0.0 2026-03-30 AVAILABLE" }.DriftOf(Plan).Count);

    [Fact]
    public void An_old_image_that_came_since_is_drift()
    {
        var drift = new PlanScenario { Images = new PlanScenario().Images + "\nd web/1.0.0 2026-03-05 AVAILABLE" }.DriftOf(Plan);

        Assert.Equal(["d", "ami-d", "snap-ami-d"], drift.Deletions.Select(decision => decision.ResourceId));
        Assert.Equal(3, drift.Count);
    }

    [Fact]
    public void An_image_that_came_since_and_that_the_live_policy_deletes_anyway_is_no_drift() =>
        Assert.Equal(0, new PlanScenario { Images = new PlanScenario().Images + "\nd web/1.0.0 2025-03-05 AVAILABLE" }.DriftOf(Plan).Count);

    [Fact]
    public void An_AMI_that_came_into_use_trips_its_guard()
    {
        var used = new PlanScenario { Fact = fact => fact.InUseBy = fact.AmiId == "ami-b" ? [new() { Name = "lt-1" }] : [] };

        Assert.Equal("InUse", Assert.Single(used.DriftOf(Plan).Blocks).Guard);
        Assert.Equal(1, used.DriftOf(Plan).Count);
    }

    [Fact]
    public void An_AMI_that_came_into_use_is_drift_where_the_guard_is_lifted()
    {
        var scenario = new PlanScenario();
        var lifted = new PlanScenario { Options = scenario.Options with { AllowInUse = true } }.Plan();
        var used = new PlanScenario { Fact = fact => fact.InUseBy = fact.AmiId == "ami-b" ? [new() { Name = "lt-1" }] : [] };

        var drift = used.DriftOf(lifted);

        Assert.Empty(drift.Blocks);
        Assert.Equal("ami-b", Assert.Single(drift.Uses).ResourceId);
    }

    [Fact]
    public void A_fact_that_is_no_longer_known_trips_its_guard() =>
        Assert.Contains(new PlanScenario { AsksEc2 = false }.DriftOf(Plan).Blocks, block => block.Guard == nameof(LifecyclePlanGuard.Unknown));

    [Fact]
    public void A_policy_is_stale_unless_it_is_as_reviewed_or_as_planned()
    {
        LifecyclePlanStep Step(string rules) => new(Plan.Policies![0], PlanScenario.Policy(rules, "ENABLED"));

        Assert.Equal((false, false), State(Step(PlanScenario.DeleteAfter(80))));
        Assert.Equal((true, false), State(Step(PlanScenario.DeleteAfter(20))));
        Assert.Equal((false, true), State(Step(PlanScenario.DeleteAfter(21))));
        Assert.Equal((false, true), State(new(Plan.Policies![0], null)));
        Assert.Equal("~ policyDetails[DELETE].filter.value: 80 -> 21", Assert.Single(Step(PlanScenario.DeleteAfter(21)).Changes));
    }

    [Fact]
    public void A_policy_to_create_is_stale_where_another_one_has_its_name()
    {
        var creation = new PlanScenario { Before = null }.Plan().Policies![0];

        Assert.Equal("Create", creation.Change);
        Assert.Equal((false, false), State(new(creation, null)));
        Assert.Equal((true, false), State(new(creation, PlanScenario.Policy(PlanScenario.DeleteAfter(20), "ENABLED"))));
        Assert.Equal((false, true), State(new(creation, PlanScenario.Policy(PlanScenario.DeleteAfter(30), "ENABLED"))));
    }

    private static (bool IsDone, bool IsStale) State(LifecyclePlanStep step) => (step.IsDone, step.IsStale);
}
