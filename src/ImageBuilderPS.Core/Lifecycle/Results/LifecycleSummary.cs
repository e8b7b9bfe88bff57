using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Counts the actions of a run by action, kind of resource, rule, recipe version, account and region.</summary>
public sealed class LifecycleSummary : ILifecycleDecisionVisitor
{
    private readonly SnapshotPrices prices;
    private readonly Dictionary<Group, LifecycleSummaryRow> groups = [];
    private readonly Dictionary<int, RecipeVersion> recipes = [];

    /// <summary>An empty summary.</summary>
    /// <param name="at">The time of the run.</param>
    /// <param name="prices">What snapshots cost; the default prices when left out.</param>
    public LifecycleSummary(DateTimeOffset at, SnapshotPrices? prices = null)
    {
        At = at;
        this.prices = prices ?? SnapshotPrices.Default;
        Totals = new(this.prices);
    }

    /// <summary>The time of the run.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What the run certainly deletes, and what more it may do.</summary>
    public LifecycleTotals Totals { get; }

    /// <summary>The counts, by action, kind of resource, rule, recipe name, version, account and region, in that order.</summary>
    public IReadOnlyList<LifecycleSummaryRow> Rows =>
    [
        .. groups.Values
            .OrderBy(row => row.Kind)
            .ThenBy(row => row.Rule, StringComparer.Ordinal)
            .ThenBy(row => row.RecipeName, StringComparer.Ordinal)
            .ThenBy(row => row.RecipeVersion, StringComparer.Ordinal)
            .ThenBy(row => row.AccountId, StringComparer.Ordinal)
            .ThenBy(row => row.Region, StringComparer.Ordinal),
    ];

    /// <summary>The number of resources that get an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="type">Of one kind; of every kind when null.</param>
    public int Count(LifecycleAction action, LifecycleResourceType? type = null) =>
        groups.Values.Where(row => row.Kind.Action == action && (type is null || row.Kind.Type == type)).Sum(row => row.Count);

    /// <summary>Counts one decision.</summary>
    /// <param name="decision">The decision; all of one summary come from one run.</param>
    /// <exception cref="InvalidOperationException">The decision is another run's.</exception>
    public void Visit(in ResourceDecision decision)
    {
        RequireSameRun(decision.Recipe);
        var group = new Group(decision.Action, decision.ResourceType, decision.RuleKey, decision.Recipe, decision.AccountId, decision.Region);
        if (!groups.TryGetValue(group, out var row))
            groups.Add(group, row = new(decision));
        row.Add(decision, prices);
        Totals.Visit(decision);
    }

    // Each run makes its own recipe versions.
    private void RequireSameRun(RecipeVersion recipe)
    {
        if (!recipes.TryGetValue(recipe.Index, out var known))
            recipes.Add(recipe.Index, recipe);
        else if (known != recipe)
            throw new InvalidOperationException("Got decisions of two runs, expected one run: make a summary for each.");
    }

    private readonly record struct Group(
        LifecycleAction Action, LifecycleResourceType Type, LifecycleRule? Rule, RecipeVersion Recipe, string? AccountId, string? Region);
}
