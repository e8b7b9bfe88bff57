using System.Text.RegularExpressions;

namespace ImageBuilderPS.LocalService.Faults;

/// <summary>A rule with what has become of it.</summary>
/// <param name="id">The rule's id.</param>
/// <param name="rule">The rule.</param>
internal sealed class PlannedFault(string id, FaultRule rule)
{
    public string Id { get; } = id;

    /// <summary>How many calls or targets the rule selected.</summary>
    public long Matched { get; private set; }

    /// <summary>How many of them failed.</summary>
    public int Applied { get; private set; }

    public FaultRule Rule { get; } = rule;

    /// <summary>Whether the rule can no longer apply.</summary>
    internal bool IsExhausted => Applied >= (Rule.Count ?? int.MaxValue);

    /// <summary>Counts a target that the rule selects.</summary>
    /// <returns>Whether the target fails.</returns>
    public bool TryApply(FaultTarget target)
    {
        if (IsExhausted || !Selects(target))
            return false;
        Matched++;
        if (Matched <= (Rule.After ?? 0) || Chance(Rule.Seed ?? 0, Matched) >= (Rule.Share ?? 1))
            return false;
        Applied++;
        return true;
    }

    private bool Selects(FaultTarget target) =>
        Rule.IsForDistributions == (target.Operation is null)
        && (Rule.Operation is null || Rule.Operation == target.Operation)
        && (Rule.Account is null || Rule.Account == target.Account)
        && (Rule.Region is null || IsLike(target.Region, Rule.Region))
        && (Rule.Source is null || (target.Source is { } source && IsLike(source, Rule.Source)));

    private static bool IsLike(string text, string pattern) => Regex.IsMatch(
        text, $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*")}\z", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    // SplitMix64: the same on every system, and without state between two matches.
    private static double Chance(int seed, long match)
    {
        unchecked
        {
            var mixed = ((ulong)(uint)seed << 32) + ((ulong)match * 0x9E3779B97F4A7C15UL);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            mixed ^= mixed >> 31;
            return (mixed >> 11) / (double)(1UL << 53);
        }
    }
}
