using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Oracle;

namespace ImageBuilderPS.Bench;

/// <summary>A policy with all three actions and every kind of exclusion, and images with one AMI each.</summary>
internal sealed class LifecycleWorkload(int count)
{
    private static readonly DateTimeOffset At = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly Image[] images = new LifecycleSamples(seed: 1).Images(count, At, complete: true);

    private readonly LifecyclePolicy policy = new()
    {
        ResourceType = LifecyclePolicyResourceType.AmiImage,
        ResourceSelection = new() { Recipes = [new() { Name = "web", SemanticVersion = "x.x.x" }, new() { Name = "database", SemanticVersion = "1.x.x" }] },
        PolicyDetails =
        [
            Rule(LifecyclePolicyDetailActionType.Deprecate, 30, LifecyclePolicyTimeUnit.Days, retain: null),
            Rule(LifecyclePolicyDetailActionType.Disable, 8, LifecyclePolicyTimeUnit.Weeks, retain: null),
            Rule(LifecyclePolicyDetailActionType.Delete, 3, LifecyclePolicyTimeUnit.Months, retain: 3),
        ],
    };

    public LifecycleSummary Evaluate() => new LifecycleEvaluator(policy).Summarize(images, At);

    public Dictionary<(string Action, string Type, string? Name, string? Version, string? Region), int> Linq() =>
        new LinqLifecycleOracle(policy, images, At).Decide()
            .GroupBy(decision => (decision.Action, decision.Type, decision.RecipeName, decision.RecipeVersion, decision.Region))
            .ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Throws when the evaluator and plain LINQ count differently.</summary>
    public void Verify()
    {
        var expected = Linq();
        var rows = Evaluate().Rows;
        var same = rows.Count == expected.Count && rows.All(row =>
            expected.TryGetValue((row.Action.ToString(), row.ResourceType.ToString(), row.RecipeName, row.RecipeVersion, row.Region), out var count)
            && count == row.Count);
        if (!same)
            throw new InvalidOperationException("The evaluator and plain LINQ count differently: run the tests.");
    }

    private static LifecyclePolicyDetail Rule(string action, int value, string unit, int? retain) => new()
    {
        Action = new() { Type = action, IncludeResources = new() { Amis = true, Snapshots = action == LifecyclePolicyDetailActionType.Delete ? true : null } },
        Filter = new() { Type = LifecyclePolicyDetailFilterType.Age, Value = value, Unit = unit, RetainAtLeast = retain },
        ExclusionRules = new()
        {
            TagMap = new() { ["keep"] = "yes" },
            Amis = new()
            {
                IsPublic = true,
                Regions = ["ap-south-1"],
                SharedAccounts = ["111111111111"],
                TagMap = new() { ["env"] = "prod" },
                LastLaunched = new() { Value = 2, Unit = LifecyclePolicyTimeUnit.Weeks },
            },
        },
    };
}
