using System.Globalization;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>What one or several runs certainly delete, and what more they may do because a fact is unknown.</summary>
public sealed class LifecycleTotals
{
    private const int Types = 4;
    private static readonly string[] Nouns = ["image", "AMI", "snapshot", "container image"];
    private static readonly LifecycleAction[] Verbs = [LifecycleAction.Delete, LifecycleAction.Disable, LifecycleAction.Deprecate];

    private readonly int[] deleted = new int[Types];
    private readonly Dictionary<LifecycleAction, int[]> possible = [];
    private bool hasImagesWithOutputs;

    /// <summary>Whether a decision cannot be determined.</summary>
    public bool HasUnknown => possible.Count > 0;

    /// <summary>The facts that are unknown.</summary>
    public UnknownFacts UnknownFacts { get; private set; }

    /// <summary>How many resources are certainly deleted.</summary>
    /// <param name="type">Of one kind.</param>
    public int Deleted(LifecycleResourceType type) => deleted[(int)type];

    /// <summary>How many more resources may get an action because a fact is unknown.</summary>
    /// <param name="action">The action of the rule that needs the fact.</param>
    /// <param name="type">Of one kind.</param>
    public int Possible(LifecycleAction action, LifecycleResourceType type) => possible.TryGetValue(action, out var counts) ? counts[(int)type] : 0;

    /// <summary>Counts one decision.</summary>
    /// <param name="decision">The decision.</param>
    public void Visit(in ResourceDecision decision)
    {
        if (decision.Action == LifecycleAction.Delete)
        {
            deleted[(int)decision.ResourceType]++;
        }
        else if (decision.Action == LifecycleAction.Unknown)
        {
            UnknownFacts |= decision.UnknownFacts;
            PossibleCounts(decision.RuleAction!.Value)[(int)decision.ResourceType]++;
            hasImagesWithOutputs |= decision.ResourceType == LifecycleResourceType.Image && decision.RuleIncludesOutputs;
        }
    }

    /// <summary>The totals of decisions.</summary>
    /// <param name="decisions">The decisions of one run.</param>
    public static LifecycleTotals From(IEnumerable<LifecycleDecision> decisions)
    {
        var totals = new LifecycleTotals();
        foreach (var decision in decisions)
            totals.Visit(decision.Decision);
        return totals;
    }

    /// <summary>Adds what a later run does.</summary>
    /// <param name="run">The totals of that run alone.</param>
    public void Add(LifecycleTotals run)
    {
        UnknownFacts |= run.UnknownFacts;
        hasImagesWithOutputs |= run.hasImagesWithOutputs;
        for (var type = 0; type < Types; type++)
            deleted[type] += run.deleted[type];
        foreach (var action in run.possible)
        {
            var counts = PossibleCounts(action.Key);
            for (var type = 0; type < Types; type++)
            {
                // An image whose decision is Unknown stays, so the next run counts it again.
                counts[type] = type == (int)LifecycleResourceType.Image
                    ? Math.Max(counts[type], action.Value[type])
                    : counts[type] + action.Value[type];
            }
        }
    }

    /// <summary>One line: <c>deletes 4 images for certain and may also delete 8 AMIs: unknown are public, last launched</c>.</summary>
    public override string ToString()
    {
        var certain = "deletes " + (deleted.Any(count => count > 0) ? List(deleted) : "nothing") + " for certain";
        if (!HasUnknown)
            return certain;
        var more = Verbs.Where(possible.ContainsKey).Select(verb => $"{verb.ToString().ToLowerInvariant()} {List(possible[verb], hasImagesWithOutputs)}");
        var also = deleted.Any(count => count > 0) ? "also " : "";
        return $"{certain} and may {also}{string.Join(" and ", more)}: unknown are {ReasonText.FactNames(UnknownFacts)}";
    }

    private static string List(int[] counts, bool withOutputs = false)
    {
        var parts = counts.Select((count, type) => (Count: count, Type: type)).Where(part => part.Count > 0)
            .Select(part => $"{part.Count.ToString(CultureInfo.InvariantCulture)} {Nouns[part.Type]}{(part.Count == 1 ? "" : "s")}"
                + (withOutputs && part.Type == (int)LifecycleResourceType.Image ? " with outputs" : ""))
            .ToList();
        return parts.Count == 1 ? parts[0] : string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[parts.Count - 1];
    }

    private int[] PossibleCounts(LifecycleAction action)
    {
        if (!possible.TryGetValue(action, out var counts))
            possible.Add(action, counts = new int[Types]);
        return counts;
    }
}
