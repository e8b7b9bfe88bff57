using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecycleTotalsTests
{
    private const string Rules = """
        {"action":{"type":"DISABLE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":20,"unit":"DAYS"},"exclusionRules":{"amis":{"isPublic":true}}},
        {"action":{"type":"DELETE","includeResources":{"amis":true,"snapshots":true}},"filter":{"type":"AGE","value":40,"unit":"DAYS"},
         "exclusionRules":{"amis":{"lastLaunched":{"value":30,"unit":"DAYS"}}}}
        """;

    private static readonly Scenario Policy = new()
    {
        Rules = Rules,
        Images = "a web/1.0.0 2026-01-01 DISABLED\nb web/1.0.0 2026-03-01 AVAILABLE\nc web/1.0.0 2026-03-30 -\nd web/1.0.0 2026-03-30 FAILED",
        Outputs = """{"amis":[{"image":"ami-1","snapshotIds":["snap-1","snap-2"]},{"image":"ami-2","lastLaunchedTime":null,"snapshotIds":["snap-3"]}]}""",
    };

    [Fact]
    public void Totals_say_what_goes_for_certain_and_what_more_may_go_and_which_facts_are_missing()
    {
        Policy.Given[1].OutputResources = new() { Amis = [new() { Image = "ami-3" }] };
        var expected = "deletes 2 images, 1 AMI and 1 snapshot for certain and may also delete 1 image with outputs, 1 AMI and 2 snapshots and disable 1 AMI: "
            + "unknown are state, public, last launched";

        Assert.Equal(expected, LifecycleTotals.From(Policy.Decide()).ToString());
        Assert.Equal(expected, new LifecycleEvaluator(Policy.Policy).Summarize(Policy.Given, Policy.Time).Totals.ToString());
    }

    [Fact]
    public void Over_several_runs_an_image_that_cannot_be_told_counts_once()
    {
        var scenario = new Scenario { Rules = """{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":40,"unit":"DAYS"}}""", Images = "a web/1.0.0 2026-03-30 -" };
        var totals = new LifecycleTotals();
        foreach (var run in new LifecycleSimulation(scenario.Policy).Summarize(scenario.Given, scenario.Time, 5))
            totals.Add(run.Totals);

        Assert.Equal(1, totals.Possible(LifecycleAction.Delete, LifecycleResourceType.Image));
        Assert.Equal("deletes nothing for certain and may delete 1 image: unknown are state", totals.ToString());
    }
}
