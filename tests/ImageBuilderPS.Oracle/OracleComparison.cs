using System.Globalization;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Oracle;

/// <summary>Compares the evaluator's decisions with the oracle's.</summary>
public static class OracleComparison
{
    /// <summary>The first decision that differs, in words; null when all are the same, in the same order.</summary>
    /// <param name="expected">The oracle's decisions.</param>
    /// <param name="decisions">The evaluator's decisions.</param>
    public static string? Difference(IReadOnlyList<OracleDecision> expected, IReadOnlyList<LifecycleDecision> decisions)
    {
        for (var i = 0; i < Math.Max(expected.Count, decisions.Count); i++)
        {
            var want = i < expected.Count ? expected[i] : null;
            var got = i < decisions.Count ? From(decisions[i]) : null;
            if (want != got)
                return $"decision {i}: expected {want}, got {got}: {(i < decisions.Count ? decisions[i].Reason : "")}";
        }
        return null;
    }

    private static OracleDecision From(LifecycleDecision decision) => new(
        decision.Action,
        decision.ResourceType,
        decision.ResourceId,
        decision.Rule is { } rule ? int.Parse(rule.Split('[', ']')[1], CultureInfo.InvariantCulture) : null,
        decision.ReasonKind,
        decision.RecipeName,
        decision.RecipeVersion,
        decision.Region,
        decision.IsUnmanaged,
        decision.Outcome,
        decision.Refusal);
}
