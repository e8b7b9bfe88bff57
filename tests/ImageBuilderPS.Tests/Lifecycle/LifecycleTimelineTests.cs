using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.Oracle;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecycleTimelineTests
{
    private const string Tiers = """
        {"action":{"type":"DEPRECATE"},"filter":{"type":"AGE","value":1,"unit":"MONTHS"}},
        {"action":{"type":"DISABLE"},"filter":{"type":"AGE","value":2,"unit":"MONTHS"}},
        {"action":{"type":"DELETE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":3,"unit":"MONTHS","retainAtLeast":1}}
        """;

    [Fact]
    public void Each_rule_reaches_an_image_on_the_first_run_after_its_age()
    {
        var scenario = new Scenario
        {
            Rules = Tiers,
            Images = "new web/1.0.0 2026-03-30T18:00:00 AVAILABLE\nold web/1.0.0 2026-03-01T12:00:00 AVAILABLE",
        };

        var rows = Play(scenario).Rows;

        Assert.Equal(
            [
                "new: deprecated 2026-05-01, disabled 2026-05-31, deleted ",
                "old: deprecated 2026-04-02, disabled 2026-05-02, deleted 2026-06-02",
            ],
            rows.Select(row => row.ToString()));
        Assert.Equal((null, "newest 1 of recipe web 1.0.0"), (rows[1].Reason, rows[0].Reason));
    }

    [Fact]
    public void An_image_that_is_overdue_goes_through_the_rules_day_by_day()
    {
        var scenario = new Scenario { Rules = Tiers, Images = "new web/1.0.0 2026-03-01 AVAILABLE\nold web/1.0.0 2025-01-01 AVAILABLE" };

        Assert.Equal("old: deprecated 2026-03-31, disabled 2026-04-01, deleted 2026-04-02", Play(scenario).Rows[1].ToString());
    }

    [Fact]
    public void An_AMI_that_was_launched_is_deleted_alone_never_and_stays_unmanaged()
    {
        var scenario = new Scenario
        {
            Rules = """
                {"action":{"type":"DELETE","includeResources":{"amis":true}},"filter":{"type":"AGE","value":30,"unit":"DAYS"},
                 "exclusionRules":{"amis":{"lastLaunched":{"value":60,"unit":"DAYS"}}}}
                """,
            Images = "i web/1.0.0 2026-01-01 AVAILABLE",
            Outputs = """{"amis":[{"image":"ami-1","lastLaunchedTime":"2026-03-01T00:00:00Z"}]}""",
        };

        var timeline = Play(scenario);

        Assert.Equal((1, 0), (timeline.Totals.Deleted(LifecycleResourceType.Image), timeline.Rows[0].DeletedAmis));
        Assert.Equal(1, timeline.Totals.Unmanaged);
    }

    [Fact]
    public void A_refused_image_stays_and_counts_once()
    {
        var scenario = new Scenario
        {
            Rules = Tiers,
            Images = "new web/1.0.0 2026-03-01 AVAILABLE\nold web/1.0.0 2025-01-01 DISABLED",
            Facts = [new AmiFact { AmiId = "ami-1", State = "disabled", Tags = [], DeregistrationProtection = "disabled" }],
        };
        scenario.Given[1].OutputResources = new() { Amis = [new() { Image = "ami-1" }] };

        var timeline = Play(scenario);
        var row = timeline.Rows.Single(image => image.ImageArn == "old");

        Assert.Equal((null, Scenario.Noon), (row.DeletedOn, row.RefusedOn));
        Assert.EndsWith("the image resource stays, since one of its AMIs is refused", row.Reason, StringComparison.Ordinal);
        Assert.Equal(1, timeline.Totals.Refused);
    }

    [Fact]
    public void The_calendar_has_twelve_months_and_what_is_later()
    {
        var scenario = new Scenario
        {
            Rules = """{"action":{"type":"DELETE"},"filter":{"type":"AGE","value":1,"unit":"YEARS"}}""",
            Images = "a web/1.0.0 2025-04-15 AVAILABLE\nb web/1.0.0 2026-01-15 AVAILABLE\nc web/1.0.0 2026-03-31T12:00:00 AVAILABLE",
        };

        var calendar = Play(scenario).Calendar;

        Assert.Equal(13, calendar.Count);
        Assert.Equal((new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), 0), (calendar[0].Month, calendar[0].DeletedImages));
        Assert.Equal(["2026-04: Deletes 1 image.", "2027-01: Deletes 1 image.", "later: Deletes 1 image."], calendar.Where(month => month.DeletedImages > 0).Select(month => month.ToString()));
    }

    [Fact]
    public void A_timeline_equals_daily_runs_one_after_another()
    {
        const int Days = 500;
        var compared = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var samples = new LifecycleSamples(seed);
            var (at, policy) = (samples.Time(), samples.Policy());
            var images = samples.Images(25, at);
            var simulation = new LifecycleSimulation(policy);
            var daily = simulation.Decide(images, at, Days)
                .SelectMany(run => run.Where(decision => decision is { ResourceType: "Image", Action: "Delete" or "Disable" or "Deprecate" }))
                .GroupBy(decision => (decision.ImageArn, decision.Action))
                .ToDictionary(group => group.Key, group => group.First().At);

            foreach (var row in simulation.Play(images, at).Rows)
            {
                Assert.Equal(($"seed {seed}", daily.GetValue((row.ImageArn, "Deprecate"))), ($"seed {seed}", Within(row.DeprecatedOn)));
                Assert.Equal(($"seed {seed}", daily.GetValue((row.ImageArn, "Disable"))), ($"seed {seed}", Within(row.DisabledOn)));
                Assert.Equal(($"seed {seed}", daily.GetValue((row.ImageArn, "Delete"))), ($"seed {seed}", Within(row.DeletedOn)));
                compared += row.DeletedOn is null ? 0 : 1;
            }

            DateTimeOffset? Within(DateTimeOffset? day) => day < at.AddDays(Days) ? day : null;
        }
        Assert.True(compared > 100, $"{compared} images were deleted");
    }

    // The runs of a timeline look at few images; what they decide about all resources must be what daily runs over all decide.
    [Fact]
    public void A_timeline_decides_about_every_resource_as_daily_runs_over_all_images_do()
    {
        const int Days = 200;
        var compared = 0;
        for (var seed = 1000; seed < 1400; seed++)
        {
            var samples = new LifecycleSamples(seed);
            var (at, policy) = (samples.Time(), samples.Policy());
            var images = samples.Images(40, at);
            var facts = seed % 2 == 0 ? null : new AmiFactIndex(new AmiFactSamples(seed).Facts(images, at));
            var simulation = new LifecycleSimulation(policy) { Facts = facts };
            var daily = new HashSet<string>(simulation.Decide(images, at, Days).SelectMany(run => run).Where(IsChange).Select(Text), StringComparer.Ordinal);
            var played = new Collector();

            simulation.Play(images, at, at.AddDays(Days - 1), played);

            Assert.Equal((seed, ""), (seed, string.Join("\n", daily.Except(played.Changes).Select(change => "missing: " + change).Concat(played.Changes.Except(daily).Select(change => "more: " + change)))));
            compared += daily.Count;
        }
        Assert.True(compared > 1000, $"{compared} changes");
    }

    private static bool IsChange(LifecycleDecision decision) => decision.Action is "Delete" or "Disable" or "Deprecate" && decision.Outcome is "Success" or "Unknown";

    private static string Text(LifecycleDecision decision) => $"{decision.Action} {decision.ResourceType} {decision.ResourceId} {decision.AmiId} of {decision.ImageArn}";

    private sealed class Collector : ILifecycleDecisionVisitor
    {
        public HashSet<string> Changes { get; } = new(StringComparer.Ordinal);

        public void Visit(in ResourceDecision decision)
        {
            if (decision.ToDecision() is var kept && IsChange(kept))
                Changes.Add(Text(kept));
        }
    }

    private static LifecycleTimeline Play(Scenario scenario) =>
        new LifecycleSimulation(scenario.Policy) { Facts = scenario.Index }.Play(scenario.Given, scenario.Time);
}

internal static class DictionaryExtensions
{
    public static DateTimeOffset? GetValue<TKey>(this Dictionary<TKey, DateTimeOffset> days, TKey key)
        where TKey : notnull => days.TryGetValue(key, out var day) ? day : null;
}
