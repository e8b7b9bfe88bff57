using System.Globalization;
using ImageBuilderPS.Lifecycle.Comparison;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Trials;

/// <summary>What trials of the preview found. Safe for many threads.</summary>
public sealed class TrialResults
{
    private const int MaxDifferences = 20;

    private readonly object gate = new();
    private readonly SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
    private readonly List<string> differences = [];
    private int policies;
    private int runs;
    private int compared;
    private int agreed;
    private int open;
    private int faults;
    private int decided;
    private int wronglyDecided;

    /// <summary>How often each was foretold: <c>Delete Image Success</c>, <c>Disable Ami Refused AmiState</c>.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => outcomes;

    /// <summary>The first differences, and what a preview left open.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>How many calls failed by a fault rule.</summary>
    public int Faults => faults;

    /// <summary>Whether every preview said what the oracle says and what its run did, and left nothing open.</summary>
    public bool IsSame => runs > 0 && Findings == 0;

    /// <summary>Resources that a run treated otherwise or a preview left open, and previews that the oracle decides otherwise.</summary>
    public int Findings => compared - agreed + open + wronglyDecided;

    /// <summary>What was done, in a line.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{policies:N0} policies, {runs:N0} runs, {decided:N0} decisions compared with the oracle, {wronglyDecided:N0} previews not as the oracle, {compared:N0} resources compared with the runs, {agreed:N0} agreed, {open:N0} left open, {faults:N0} calls failed by a fault");

    /// <summary>Prints a table.</summary>
    /// <param name="output">Takes it.</param>
    public void Print(TextWriter output)
    {
        foreach (var (outcome, count) in outcomes)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome,-48} {count,9:N0}"));
        output.WriteLine(Summary);
        foreach (var difference in differences)
            output.WriteLine("DEFECT " + difference);
    }

    internal void AddPolicy() => Interlocked.Increment(ref policies);

    internal void AddFaults(int count) => Interlocked.Add(ref faults, count);

    internal void AddDecisions(int seed, int run, int count, string? difference)
    {
        lock (gate)
        {
            decided += count;
            if (difference is null)
                return;
            wronglyDecided++;
            if (differences.Count < MaxDifferences)
                differences.Add($"seed {seed}, run {run}: not as the oracle: {difference}");
        }
    }

    internal void Add(int seed, int run, IReadOnlyList<LifecycleDecision> preview, LifecyclePreviewTest test)
    {
        lock (gate)
        {
            runs++;
            (compared, agreed, open) = (compared + test.Compared, agreed + test.Agreed, open + test.Unknown);
            foreach (var decision in preview.Where(decision => decision.Outcome != nameof(LifecycleOutcome.None) || decision.Action == nameof(LifecycleAction.Skip)))
                Count($"{decision.Action} {decision.ResourceType} {decision.Outcome}{(decision.Refusal == nameof(RefusalKind.None) ? "" : " " + decision.Refusal)}");
            var found = test.Differences.Select(difference => $"{difference}; previewed because {difference.ExpectedReason}; was because {difference.ActualReason}")
                .Concat(preview.Where(decision => decision.Outcome == nameof(LifecycleOutcome.Unknown)).Select(decision => $"left open: {decision}"));
            differences.AddRange(found.Take(MaxDifferences - differences.Count).Select(text => $"seed {seed}, run {run}: {text}"));
        }
    }

    private void Count(string outcome) => outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
}
