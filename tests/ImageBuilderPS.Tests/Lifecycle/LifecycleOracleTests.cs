using System.Collections.Concurrent;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.Oracle;

namespace ImageBuilderPS.Tests.Lifecycle;

public sealed class LifecycleOracleTests
{
    private const int Policies = 10_000;
    private const int Images = 200;
    private const int PoliciesWithFacts = 5_000;
    private const int ImagesWithFacts = 100;
    private const int PoliciesOfRuns = 1_500;
    private const int ImagesOfRuns = 60;
    private const int Runs = 4;

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
            if (OracleComparison.Difference(expected, decisions) is { } difference)
            {
                wrong.Add($"seed {seed}: {difference}");
                loop.Stop();
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order().Take(3)));
        var never = Enum.GetNames<ReasonKind>().Except(actions.Keys);
        // Every policy has a rule, which gives its own reason.
        Assert.Equal([nameof(ReasonKind.None)], never);
    }

    [Fact]
    public void With_facts_of_EC2_the_outcome_of_each_decision_is_that_of_plain_LINQ()
    {
        var wrong = new ConcurrentBag<string>();
        var outcomes = new ConcurrentDictionary<string, int>();

        Parallel.For(0, PoliciesWithFacts, (seed, loop) =>
        {
            var samples = new LifecycleSamples(seed);
            var (at, policy) = (samples.Time(), samples.Policy());
            var images = samples.Images(ImagesWithFacts, at);
            var facts = new AmiFactSamples(seed).Facts(images, at);

            var expected = new LinqLifecycleOracle(policy, images, at, new(facts)).Decide();
            var decisions = new LifecycleEvaluator(policy).Decide(images, at, new(facts));

            Count(outcomes, expected);
            if (OracleComparison.Difference(expected, decisions) is { } difference)
            {
                wrong.Add($"seed {seed}: {difference}");
                loop.Stop();
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order().Take(3)));
        AssertAllHappened(outcomes);
    }

    [Fact]
    public void Several_runs_leave_behind_what_plain_LINQ_leaves_behind()
    {
        var wrong = new ConcurrentBag<string>();
        var outcomes = new ConcurrentDictionary<string, int>();

        Parallel.For(0, PoliciesOfRuns, (seed, loop) =>
        {
            var (policy, images, facts, at) = Sample(seed);
            // The oracle changes the images.
            var oracle = new OracleRuns(policy, Sample(seed).Images, facts);
            var run = 0;

            foreach (var decisions in new LifecycleSimulation(policy) { Facts = new(facts) }.Decide(images, at, Runs))
            {
                var expected = oracle.Run(at.AddDays(run++));
                Count(outcomes, expected);
                if (OracleComparison.Difference(expected, decisions) is { } difference)
                {
                    wrong.Add($"seed {seed}, run {run}: {difference}");
                    loop.Stop();
                }
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order().Take(3)));
        AssertAllHappened(outcomes);

        static (LifecyclePolicy Policy, Image[] Images, AmiFact[] Facts, DateTimeOffset At) Sample(int seed)
        {
            var samples = new LifecycleSamples(seed);
            var (at, policy) = (samples.Time(), samples.Policy());
            var images = samples.Images(ImagesOfRuns, at);
            return (policy, images, new AmiFactSamples(seed).Facts(images, at), at);
        }
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

    private static void Count(ConcurrentDictionary<string, int> outcomes, List<OracleDecision> decisions)
    {
        foreach (var decision in decisions)
            outcomes.AddOrUpdate($"{decision.Outcome} {decision.Refusal}", 1, (_, count) => count + 1);
    }

    private static void AssertAllHappened(ConcurrentDictionary<string, int> outcomes)
    {
        var expected = Enum.GetNames<LifecycleOutcome>().Where(outcome => outcome != nameof(LifecycleOutcome.Refused)).Select(outcome => $"{outcome} None")
            .Concat(Enum.GetNames<RefusalKind>().Where(refusal => refusal != nameof(RefusalKind.None)).Select(refusal => $"Refused {refusal}"));
        Assert.Equal(expected.Order(), outcomes.Keys.Order());
    }
}
