using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Counts of what a run does, by action, kind of resource, recipe version and region.</summary>
public sealed class LifecycleSummary : ILifecycleDecisionVisitor
{
    private const int ActionBits = 3;
    private const int TypeBits = 2;
    private const int RegionBits = 24;
    private readonly Dictionary<long, int> counts = [];
    private readonly Dictionary<string, int> regionIndexes = new(StringComparer.Ordinal);
    private readonly List<string?> regions = [null];
    private readonly List<RecipeVersion?> recipes = [];
    private string? lastRegion;
    private int lastRegionIndex;

    /// <summary>An empty summary.</summary>
    /// <param name="at">The time of the run.</param>
    public LifecycleSummary(DateTimeOffset at) => At = at;

    /// <summary>The time of the run.</summary>
    public DateTimeOffset At { get; }

    /// <summary>What the run deletes for certain, and what more it may do.</summary>
    public LifecycleTotals Totals { get; } = new();

    /// <summary>The counts, by action, kind of resource, recipe name, version and region, in that order.</summary>
    public IReadOnlyList<LifecycleSummaryRow> Rows =>
    [
        .. counts.Select(count => Row(count.Key, count.Value))
            .OrderBy(row => row.Kind)
            .ThenBy(row => row.RecipeName, StringComparer.Ordinal)
            .ThenBy(row => row.RecipeVersion, StringComparer.Ordinal)
            .ThenBy(row => row.Region, StringComparer.Ordinal),
    ];

    /// <summary>How many resources get an action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="type">Of one kind; of every kind when left out.</param>
    public int Count(LifecycleAction action, LifecycleResourceType? type = null) =>
        counts.Where(count => ActionOf(count.Key) == action && (type is null || TypeOf(count.Key) == type)).Sum(count => count.Value);

    /// <summary>Counts one decision.</summary>
    /// <param name="decision">The decision; all of one summary come from one run.</param>
    /// <exception cref="InvalidOperationException">The decision is another run's.</exception>
    public void Visit(in ResourceDecision decision)
    {
        var recipe = decision.Recipe;
        while (recipes.Count <= recipe.Index)
            recipes.Add(null);
        if (recipes[recipe.Index] is { } known && known != recipe)
            throw new InvalidOperationException("Got decisions of two runs, expected one run: make a summary for each.");
        recipes[recipe.Index] = recipe;
        var key = ((((((long)recipe.Index << RegionBits) | (long)IndexOf(decision.Region)) << TypeBits) | (long)decision.ResourceType) << ActionBits)
            | (long)decision.Action;
        counts.TryGetValue(key, out var count);
        counts[key] = count + 1;
        Totals.Visit(decision);
    }

    private static LifecycleAction ActionOf(long key) => (LifecycleAction)(key & ((1 << ActionBits) - 1));

    private static LifecycleResourceType TypeOf(long key) =>
        (LifecycleResourceType)((key >> ActionBits) & ((1 << TypeBits) - 1));

    private LifecycleSummaryRow Row(long key, int count)
    {
        var rest = key >> (ActionBits + TypeBits);
        var recipe = recipes[(int)(rest >> RegionBits)];
        var region = regions[(int)(rest & ((1 << RegionBits) - 1))];
        return new(ActionOf(key), TypeOf(key), recipe?.Name, recipe?.Version, region, count);
    }

    private int IndexOf(string? region)
    {
        if (region is null)
            return 0;
        if (ReferenceEquals(region, lastRegion))
            return lastRegionIndex;
        if (!regionIndexes.TryGetValue(region, out var index))
        {
            index = regions.Count;
            regions.Add(region);
            regionIndexes.Add(region, index);
        }
        lastRegion = region;
        return lastRegionIndex = index;
    }
}
