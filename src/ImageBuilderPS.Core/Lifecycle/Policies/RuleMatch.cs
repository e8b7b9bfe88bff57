using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>Finds for each rule of a policy the rule of the same action in another policy.</summary>
internal static class RuleMatch
{
    /// <summary>
    /// The pairs, each with the label of its rule, in the order after; rules without a counterpart come with null, the
    /// removed ones last. A policy has at most one rule of an action; where there are more, a run asks them in order,
    /// so that the first is compared with the first.
    /// </summary>
    public static IEnumerable<(LifecyclePolicyDetail? Before, LifecyclePolicyDetail? After, string Label)> Of(
        LifecyclePolicyDetail[]? before, LifecyclePolicyDetail[]? after)
    {
        var (old, now) = (Labelled(before), Labelled(after));
        return now.Select(rule => ((LifecyclePolicyDetail?)old.Find(other => other.Label == rule.Label).Rule, (LifecyclePolicyDetail?)rule.Rule, rule.Label))
            .Concat(old.Where(rule => now.All(other => other.Label != rule.Label))
                .Select(rule => ((LifecyclePolicyDetail?)rule.Rule, (LifecyclePolicyDetail?)null, rule.Label)));
    }

    /// <summary>Whether two rules are of one action.</summary>
    public static bool IsSameAction(LifecyclePolicyDetail? one, LifecyclePolicyDetail? other) => ActionOf(one) == ActionOf(other);

    /// <summary>The action of a rule in capitals: <c>DELETE</c>; <c>?</c> for a rule that names none.</summary>
    public static string ActionOf(LifecyclePolicyDetail? rule) => rule?.Action?.Type?.ToUpperInvariant() ?? "?";

    // The second rule of an action is DELETE#2.
    private static List<(LifecyclePolicyDetail Rule, string Label)> Labelled(LifecyclePolicyDetail[]? rules)
    {
        var labelled = new List<(LifecyclePolicyDetail, string)>();
        foreach (var rule in (rules ?? []).Where(rule => rule is not null))
        {
            var number = labelled.Count(other => IsSameAction(other.Item1, rule)) + 1;
            labelled.Add((rule, number == 1 ? ActionOf(rule) : $"{ActionOf(rule)}#{number}"));
        }
        return labelled;
    }
}
