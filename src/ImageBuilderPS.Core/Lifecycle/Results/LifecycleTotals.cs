using System.Globalization;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>What one or several runs certainly do, and what more they may do because a fact is unknown.</summary>
public sealed class LifecycleTotals
{
    private const int Types = 4;
    private static readonly string[] Nouns = ["image", "AMI", "snapshot", "container image"];
    private static readonly LifecycleAction[] Verbs = [LifecycleAction.Delete, LifecycleAction.Disable, LifecycleAction.Deprecate];

    private readonly SnapshotPrices prices;
    private readonly Dictionary<LifecycleAction, int[]> certain = Verbs.ToDictionary(verb => verb, _ => new int[Types]);
    private readonly Dictionary<LifecycleAction, int[]> possible = [];
    private bool hasImagesWithOutputs;

    /// <summary>Totals of nothing yet.</summary>
    /// <param name="prices">What snapshots cost; the default prices when left out.</param>
    public LifecycleTotals(SnapshotPrices? prices = null) => this.prices = prices ?? SnapshotPrices.Default;

    /// <summary>Whether a decision cannot be determined.</summary>
    public bool HasUnknown => possible.Count > 0;

    /// <summary>The facts that are unknown.</summary>
    public UnknownFacts UnknownFacts { get; private set; }

    /// <summary>How many AMIs that something refers to are deleted or disabled.</summary>
    public int InUse { get; private set; }

    /// <summary>How many AMIs and snapshots the run is refused to change.</summary>
    public int Refused { get; private set; }

    /// <summary>How many snapshots stay because another AMI consists of them.</summary>
    public int SharedSnapshots { get; private set; }

    /// <summary>How many AMIs stay while their image resource is deleted.</summary>
    public int Unmanaged { get; private set; }

    /// <summary>The full size in bytes of the snapshots that are deleted, which is the most that becomes free.</summary>
    public long FreedBytes { get; private set; }

    /// <summary>How many snapshots are deleted whose size is unknown.</summary>
    public int UnknownSizes { get; private set; }

    /// <summary>The most that the deleted snapshots cost in a month, in USD; what becomes free is between nothing and this.</summary>
    public decimal MaxMonthlyCost { get; private set; }

    /// <summary>How many resources are certainly deleted.</summary>
    /// <param name="type">Of one kind.</param>
    public int Deleted(LifecycleResourceType type) => certain[LifecycleAction.Delete][(int)type];

    /// <summary>How many resources certainly get an action.</summary>
    /// <param name="action">Delete, Disable or Deprecate.</param>
    /// <param name="type">Of one kind.</param>
    public int Count(LifecycleAction action, LifecycleResourceType type) => certain[action][(int)type];

    /// <summary>Whether a resource certainly changes.</summary>
    public bool HasChanges => Verbs.Any(verb => HasAny(certain[verb]));

    /// <summary>How many more resources may get an action because a fact is unknown.</summary>
    /// <param name="action">The action of the rule that needs the fact.</param>
    /// <param name="type">Of one kind.</param>
    public int Possible(LifecycleAction action, LifecycleResourceType type) => possible.TryGetValue(action, out var counts) ? counts[(int)type] : 0;

    /// <summary>Counts one decision.</summary>
    /// <param name="decision">The decision.</param>
    public void Visit(in ResourceDecision decision)
    {
        if (decision.Outcome == LifecycleOutcome.Unmanaged)
            Unmanaged++;
        if (decision.IsHindered)
        {
            SharedSnapshots += decision.Outcome == LifecycleOutcome.SharedSnapshot ? 1 : 0;
            Refused += decision.Refusal is RefusalKind.None or RefusalKind.AmiStays or RefusalKind.AmiOfImage ? 0 : 1;
        }
        else if (decision.IsAction)
        {
            certain[decision.Action][(int)decision.ResourceType]++;
            CountUse(decision);
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
    /// <param name="prices">What snapshots cost; the default prices when left out.</param>
    public static LifecycleTotals From(IEnumerable<LifecycleDecision> decisions, SnapshotPrices? prices = null)
    {
        var totals = new LifecycleTotals(prices);
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
        InUse += run.InUse;
        Unmanaged += run.Unmanaged;
        FreedBytes += run.FreedBytes;
        UnknownSizes += run.UnknownSizes;
        MaxMonthlyCost += run.MaxMonthlyCost;
        // What is refused today is refused again tomorrow.
        Refused = Math.Max(Refused, run.Refused);
        SharedSnapshots = Math.Max(SharedSnapshots, run.SharedSnapshots);
        foreach (var verb in Verbs)
        {
            for (var type = 0; type < Types; type++)
                certain[verb][type] += run.certain[verb][type];
        }
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

    /// <summary>
    /// One line of what is certain: <c>Deletes 6 images, 12 AMIs, 24 snapshots, 180 GB, up to 9 USD a month; 1 in use, 2 refused, 1 left unmanaged.</c>
    /// </summary>
    public string ToLine()
    {
        var actions = Verbs.Where(verb => HasAny(certain[verb])).Select(verb => Verb(verb) + string.Join(", ", Amounts(verb))).ToList();
        var text = actions.Count == 0 ? "changes nothing" : string.Join("; ", actions);
        var remarks = string.Join(", ", Remarks());
        return char.ToUpperInvariant(text[0]) + text.Substring(1) + (remarks.Length > 0 ? "; " + remarks : "") + ".";
    }

    /// <summary>One line: <c>deletes 4 images for certain and may also delete 8 AMIs: unknown are public, last launched</c>.</summary>
    public override string ToString()
    {
        var deleted = certain[LifecycleAction.Delete];
        var sure = "deletes " + (HasAny(deleted) ? List(deleted) : "nothing") + " for certain";
        if (!HasUnknown)
            return sure;
        var more = Verbs.Where(possible.ContainsKey).Select(verb => $"{verb.ToString().ToLowerInvariant()} {List(possible[verb], hasImagesWithOutputs)}");
        var also = HasAny(deleted) ? "also " : "";
        return $"{sure} and may {also}{string.Join(" and ", more)}: unknown are {ReasonText.FactNames(UnknownFacts)}";
    }

    private void CountUse(in ResourceDecision decision)
    {
        if (decision.ResourceType == LifecycleResourceType.Ami)
        {
            // A deprecated AMI can still be launched.
            InUse += decision.Action != LifecycleAction.Deprecate && decision.Fact?.InUseBy is { Length: > 0 } ? 1 : 0;
        }
        else if (decision.FreedBytes is { } bytes)
        {
            FreedBytes += bytes;
            MaxMonthlyCost += decision.MaxMonthlyCost(prices) ?? 0;
        }
        else if (decision.ResourceType == LifecycleResourceType.Snapshot)
        {
            UnknownSizes++;
        }
    }

    private IEnumerable<string> Amounts(LifecycleAction verb)
    {
        var counts = certain[verb];
        for (var type = 0; type < Types; type++)
        {
            if (counts[type] > 0)
                yield return Amount(counts[type], Nouns[type]);
        }
        if (verb != LifecycleAction.Delete || FreedBytes == 0)
            yield break;
        yield return (FreedBytes / (decimal)AmiSnapshot.BytesPerGiB).ToString("0.#", CultureInfo.InvariantCulture) + " GB";
        yield return "up to " + MaxMonthlyCost.ToString(MaxMonthlyCost < 100 ? "0.##" : "0", CultureInfo.InvariantCulture) + " USD a month";
    }

    private IEnumerable<string> Remarks()
    {
        if (InUse > 0)
            yield return Number(InUse) + " in use";
        if (Refused > 0)
            yield return Number(Refused) + " refused";
        if (SharedSnapshots > 0)
            yield return Amount(SharedSnapshots, "shared snapshot") + (SharedSnapshots == 1 ? " stays" : " stay");
        if (Unmanaged > 0)
            yield return Number(Unmanaged) + " left unmanaged";
        if (UnknownSizes > 0)
            yield return $"the size of {Amount(UnknownSizes, "snapshot")} is unknown";
    }

    private static string Verb(LifecycleAction verb) => verb.ToString().ToLowerInvariant() + "s ";

    private static bool HasAny(int[] counts) => Array.Exists(counts, count => count > 0);

    /// <summary>A number, in the same way everywhere.</summary>
    internal static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of things: <c>2 images</c>.</summary>
    internal static string Amount(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string List(int[] counts, bool withOutputs = false)
    {
        var parts = counts.Select((count, type) => (Count: count, Type: type)).Where(part => part.Count > 0)
            .Select(part => Amount(part.Count, Nouns[part.Type])
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
