using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Lifecycle;

/// <summary>Finds for each rule of a policy its like in another policy.</summary>
internal static class RuleMatch
{
    /// <summary>
    /// Matches rules of one action: first those that mean the same, then those with the same filter type, then the rest
    /// by position. The pairs come in the order after; rules without their like come with null, the removed ones last.
    /// </summary>
    public static IEnumerable<(LifecyclePolicyDetail? Before, LifecyclePolicyDetail? After, int Index)> Of(
        LifecyclePolicyDetail[] before, LifecyclePolicyDetail[] after, Func<LifecyclePolicyDetail, LifecyclePolicyDetail, bool> isSame)
    {
        var matches = new Dictionary<int, int>();
        var left = Indexes(before);
        Match(isSame);
        Match((one, other) => IsSame(one.Filter?.Type, other.Filter?.Type));
        Match((_, _) => true);
        return Indexes(after)
            .Select(index => (matches.TryGetValue(index, out var match) ? before[match] : null, (LifecyclePolicyDetail?)after[index], index))
            .Concat(left.Select(index => ((LifecyclePolicyDetail?)before[index], (LifecyclePolicyDetail?)null, index)));

        void Match(Func<LifecyclePolicyDetail, LifecyclePolicyDetail, bool> isLike)
        {
            foreach (var index in Indexes(after).Where(index => !matches.ContainsKey(index)))
            {
                var match = left.FindIndex(candidate =>
                    IsSame(before[candidate].Action?.Type, after[index].Action?.Type) && isLike(before[candidate], after[index]));
                if (match < 0)
                    continue;
                matches.Add(index, left[match]);
                left.RemoveAt(match);
            }
        }
    }

    private static List<int> Indexes(LifecyclePolicyDetail[] rules) =>
        [.. Enumerable.Range(0, rules.Length).Where(index => rules[index] is not null)];

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
