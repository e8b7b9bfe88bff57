using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Counts the actions of a run by action, kind of resource, recipe version and region.</summary>
public sealed class LifecycleSummary : ILifecycleDecisionVisitor
{
    private readonly Dictionary<Group, int> counts = [];
    private readonly Dictionary<int, RecipeVersion> recipes = [];

    /// <summary>An empty summary.</summary>
    /// <param name="at">The time of the run.</param>
    public LifecycleSummary(DateTimeOffset at) => At = at;

    /// <summary>The time of the run.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What the run certainly deletes, and what more it may do.</summary>
    public LifecycleTotals Totals { get; } = new();

    /// <summary>The counts, by action, kind of resource, recipe name, version and region, in that order.</summary>
    public IReadOnlyList<LifecycleSummaryRow> Rows =>
    [
        .. counts.Select(count => count.Key.ToRow(count.Value))
            .OrderBy(row => row.Kind)
            .ThenBy(row => row.RecipeName, StringComparer.Ordinal)
            .ThenBy(row => row.RecipeVersion, StringComparer.Ordinal)
            .ThenBy(row => row.Region, StringComparer.Ordinal),
    ];

    /// <summary>The number of resources that get an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="type">Of one kind; of every kind when null.</param>
    public int Count(LifecycleAction action, LifecycleResourceType? type = null) =>
        counts.Where(count => count.Key.Action == action && (type is null || count.Key.Type == type)).Sum(count => count.Value);

    /// <summary>Counts one decision.</summary>
    /// <param name="decision">The decision; all of one summary come from one run.</param>
    /// <exception cref="InvalidOperationException">The decision is another run's.</exception>
    public void Visit(in ResourceDecision decision)
    {
        RequireSameRun(decision.Recipe);
        var group = new Group(decision.Action, decision.ResourceType, decision.Recipe, decision.Region);
        counts.TryGetValue(group, out var count);
        counts[group] = count + 1;
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

    private readonly record struct Group(LifecycleAction Action, LifecycleResourceType Type, RecipeVersion Recipe, string? Region)
    {
        public LifecycleSummaryRow ToRow(int count) => new(Action, Type, Recipe.Name, Recipe.Version, Region, count);
    }
}
