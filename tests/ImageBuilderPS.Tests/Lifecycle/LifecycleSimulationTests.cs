using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.Oracle;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecycleSimulationTests
{
    private const string Rules = """
        {"action":{"type":"DELETE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":12,"unit":"DAYS"}},
        {"action":{"type":"DISABLE"},"filter":{"type":"AGE","value":11,"unit":"DAYS"}},
        {"action":{"type":"DEPRECATE"},"filter":{"type":"AGE","value":10,"unit":"DAYS"}}
        """;

    [Fact]
    public void An_image_is_deprecated_then_disabled_then_deleted_and_then_gone()
    {
        var scenario = new Scenario { Rules = Rules, Images = "a web/1.0.0 2026-03-22T12:00:00 AVAILABLE", Outputs = """{"amis":[]}""" };

        var runs = new LifecycleSimulation(scenario.Policy).Decide(scenario.Given, Scenario.Noon, 6).ToList();

        Assert.Equal(
            ["Keep", "Keep", "Deprecate", "Disable", "Delete", ""],
            runs.Select(run => string.Join(',', run.Select(decision => decision.Action))));
        Assert.Equal(Scenario.Noon.AddDays(3), runs[3][0].At);
        Assert.Equal("DISABLED", runs[4][0].Status);
        Assert.Equal("13 days old, older than 12 DAYS", runs[4][0].Reason);
    }

    [Theory]
    [InlineData("\"isPublic\":true,\"sharedAccounts\":[]")]
    [InlineData("\"isPublic\":false,\"sharedAccounts\":[\"111122223333\"]")]
    [InlineData("\"region\":\"us-east-1\"")]
    public void What_a_run_disables_is_private_in_the_next_one(string facts)
    {
        var scenario = new Scenario
        {
            Rules = """
                {"action":{"type":"DISABLE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":1,"unit":"MONTHS"}},
                {"action":{"type":"DELETE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":1,"unit":"MONTHS"},
                 "exclusionRules":{"amis":{"isPublic":true,"sharedAccounts":["111122223333"]}}}
                """,
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = $$"""{"amis":[{"image":"ami-1",{{facts}}}]}""",
        };

        var runs = new LifecycleSimulation(scenario.Policy).Decide(scenario.Given, Scenario.Noon, 2).ToList();

        Assert.Equal(
            ["Disable i, Disable ami-1", "Delete i, Delete ami-1"],
            runs.Select(run => string.Join(", ", run.Select(decision => $"{decision.Action} {decision.ResourceId}"))));
    }

    [Fact]
    public void A_copy_of_an_AMI_for_later_runs_knows_that_it_was_never_launched()
    {
        var scenario = new Scenario
        {
            Rules = """
                {"action":{"type":"DELETE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":30,"unit":"DAYS"},
                 "exclusionRules":{"amis":{"lastLaunched":{"value":30,"unit":"DAYS"}}}}
                """,
            Images = "i web/1.0.0 2026-03-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","lastLaunchedTime":null},{"image":"ami-2"}]}""",
        };

        var runs = new LifecycleSimulation(scenario.Policy).Decide(scenario.Given, Scenario.Noon, 2).ToList();

        Assert.Equal(
            [nameof(LifecycleAction.Delete), nameof(LifecycleAction.Delete), nameof(LifecycleAction.Unknown)],
            runs.SelectMany(run => run).Where(decision => decision.Action != nameof(LifecycleAction.Keep)).Select(decision => decision.Action));
    }

    [Fact]
    public void The_images_given_stay_as_they_are()
    {
        var samples = new LifecycleSamples(7);
        var (at, policy) = (samples.Time(), samples.Policy());
        var images = samples.Images(200, at);
        var before = images.Select(ContractJson.ToText).ToList();

        var acted = new LifecycleSimulation(policy).Summarize(images, at, 5).Sum(run => run.Count(LifecycleAction.Delete));

        Assert.NotEqual(0, acted);
        Assert.Equal(before, images.Select(ContractJson.ToText));
    }

    [Fact]
    public void A_run_carried_out_leaves_nothing_for_the_same_run_again_but_the_next_action()
    {
        var scenario = new Scenario
        {
            Rules = """{"action":{"type":"DELETE"},"filter":{"type":"COUNT","value":1}}""",
            Images = "a web/1.0.0 2026-03-03 FAILED\nb web/1.0.0 2026-03-02 AVAILABLE\nc web/1.0.0 2026-03-01 AVAILABLE",
        };
        var images = scenario.Given.ToList();
        var evaluator = new LifecycleEvaluator(scenario.Policy);

        var changes = new StateApplier(next: null);
        evaluator.Run(images, Scenario.Noon, changes);
        changes.RemoveDeletedFrom(images);

        Assert.Equal(2, changes.Deleted.Count);
        Assert.All(changes.Deleted, image => Assert.Equal(ImageStatus.Deleted, image.State?.Status));
        Assert.Equal(0, evaluator.Summarize(images, Scenario.Noon).Count(LifecycleAction.Delete));
        Assert.Equal(["b"], images.Select(image => image.Arn));
    }

    [Fact]
    public void A_reason_stays_true_after_the_run_has_been_carried_out()
    {
        var scenario = new Scenario { Images = "a web/1.0.0 2026-03-03 FAILED" };
        var decisions = new Collected();

        new LifecycleEvaluator(scenario.Policy).Run([.. scenario.Given], Scenario.Noon, new StateApplier(decisions));

        Assert.Equal("failed: qualifies always and takes no retention slot", Assert.Single(decisions.All).Reason);
    }

    [Fact]
    public void A_summary_refuses_the_decisions_of_a_second_run()
    {
        var scenario = new Scenario { Images = "a web/1.0.0 2026-03-03 AVAILABLE" };
        var summary = new LifecycleSummary(Scenario.Noon);
        var evaluator = new LifecycleEvaluator(scenario.Policy);
        evaluator.Run(scenario.Given, Scenario.Noon, summary);

        Assert.Throws<InvalidOperationException>(() => evaluator.Run(scenario.Given, Scenario.Noon, summary));
    }

    [Fact]
    public void A_rule_that_cannot_be_evaluated_is_refused_with_its_path()
    {
        var scenario = new Scenario { Rules = """{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":5}}""" };

        var error = Assert.Throws<ArgumentException>(() => new LifecycleEvaluator(scenario.Policy));

        Assert.Contains("policyDetails[0].filter.unit", error.Message);
    }

    private sealed class Collected : ILifecycleDecisionVisitor
    {
        public List<LifecycleDecision> All { get; } = [];

        public void Visit(in ResourceDecision decision) => All.Add(decision.ToDecision());
    }
}
