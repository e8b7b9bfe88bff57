using System.Collections.Concurrent;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Oracle;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecycleOracleTests
{
    private const int Policies = 10_000;
    private const int Images = 200;

    [Fact]
    public void Ten_thousand_policies_over_two_hundred_images_are_decided_as_plain_LINQ_decides_them()
    {
        var wrong = new ConcurrentBag<string>();
        var actions = new ConcurrentDictionary<string, int>();

        Parallel.For(0, Policies, (seed, loop) =>
        {
            var samples = new LifecycleSamples(seed);
            var (at, policy) = (samples.Time(), samples.Policy());
            var images = samples.Images(Images, at);

            var expected = new LinqLifecycleOracle(policy, images, at).Decide();
            var decisions = new LifecycleEvaluator(policy).Decide(images, at);

            foreach (var decision in expected)
                actions.AddOrUpdate(decision.Because, 1, (_, count) => count + 1);
            if (Difference(expected, decisions) is { } difference)
            {
                wrong.Add($"seed {seed}: {difference}");
                loop.Stop();
            }
        });

        Assert.Empty(wrong);
        var never = Enum.GetNames<ReasonKind>().Except(actions.Keys);
        // Every policy has a rule, which gives its own reason.
        Assert.Equal([nameof(ReasonKind.None)], never);
    }

    [Fact]
    public void The_summary_counts_the_decisions()
    {
        var samples = new LifecycleSamples(1);
        var (at, policy) = (samples.Time(), samples.Policy());
        var images = samples.Images(2_000, at);
        var evaluator = new LifecycleEvaluator(policy);

        var expected = evaluator.Decide(images, at)
            .GroupBy(decision => (decision.Action, decision.ResourceType, decision.Rule, decision.RecipeName, decision.RecipeVersion, decision.AccountId, decision.Region))
            .Select(group => (group.Key, group.Count()))
            .Order();
        var rows = evaluator.Summarize(images, at).Rows
            .Select(row => ((row.Action, row.ResourceType, row.Rule, row.RecipeName, row.RecipeVersion, row.AccountId, row.Region), row.Count))
            .Order();

        Assert.Equal(expected, rows);
    }

    private static string? Difference(List<OracleDecision> expected, IReadOnlyList<LifecycleDecision> decisions)
    {
        for (var i = 0; i < Math.Max(expected.Count, decisions.Count); i++)
        {
            var want = i < expected.Count ? expected[i] : null;
            var got = i < decisions.Count ? AsOracle(decisions[i]) : null;
            if (want != got)
                return $"decision {i}: expected {want}, got {got}: {(i < decisions.Count ? decisions[i].Reason : "")}";
        }
        return null;
    }

    private static OracleDecision AsOracle(LifecycleDecision decision) => new(
        decision.Action,
        decision.ResourceType,
        decision.ResourceId,
        decision.Rule is { } rule ? int.Parse(rule.Split('[', ']')[1]) : null,
        decision.ReasonKind,
        decision.RecipeName,
        decision.RecipeVersion,
        decision.Region,
        decision.IsUnmanaged);
}
