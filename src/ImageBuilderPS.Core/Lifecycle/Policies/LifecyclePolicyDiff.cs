using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>
/// Compares two lifecycle policies by their meaning: rules are matched by action rather than by position (several
/// of one action: the first with the first); recipes, tags, accounts and regions are sets; enum values have no case; a
/// flag left out is false; a list or an object left out is an empty one. Compared is what an update sends: not the
/// ARN, the name, the times or the policy's own tags.
/// </summary>
public static class LifecyclePolicyDiff
{
    private static readonly Dictionary<string, object?> None = [];

    private static readonly string[] Compared =
    [
        nameof(LifecyclePolicy.Description),
        nameof(LifecyclePolicy.Status),
        nameof(LifecyclePolicy.ExecutionRole),
        nameof(LifecyclePolicy.ResourceType),
        nameof(LifecyclePolicy.PolicyDetails),
        nameof(LifecyclePolicy.ResourceSelection),
    ];

    /// <summary>Finds every difference.</summary>
    /// <param name="reference">The policy before.</param>
    /// <param name="difference">The policy after.</param>
    /// <returns>The differences in the order of the API's members; empty when the policies mean the same.</returns>
    public static IReadOnlyList<LifecyclePolicyDifference> Compare(LifecyclePolicy reference, LifecyclePolicy difference) =>
    [
        .. Compared.Select(name => ContractMember.Of(typeof(LifecyclePolicy), name))
            .SelectMany(member => Member(member, member.JsonName, reference, difference)),
        .. Additional("", reference, difference),
    ];

    private static IEnumerable<LifecyclePolicyDifference> Member(ContractMember member, string path, object? before, object? after)
    {
        var (old, now) = (ValueOf(member, before), ValueOf(member, after));
        var type = member.Property.PropertyType;
        if (type == typeof(TagMap))
            return Tags(path, (TagMap?)old ?? [], (TagMap?)now ?? []);
        if (type == typeof(LifecyclePolicyDetail[]))
            return Rules(path, (LifecyclePolicyDetail[]?)old ?? [], (LifecyclePolicyDetail[]?)now ?? []);
        if (type == typeof(LifecyclePolicyResourceSelectionRecipe[]))
        {
            return Set(
                path,
                (LifecyclePolicyResourceSelectionRecipe[]?)old,
                (LifecyclePolicyResourceSelectionRecipe[]?)now,
                recipe => (recipe.Name, recipe.SemanticVersion));
        }
        if (type == typeof(string[]))
            return Set(path, (string[]?)old, (string[]?)now, text => text);
        if (type == typeof(bool?))
            return Value(path, old ?? false, now ?? false, Equals(old ?? false, now ?? false));
        if (type == typeof(string))
            return Text(member, path, (string?)old, (string?)now);
        return typeof(Shape).IsAssignableFrom(type)
            ? Nested(type, path, old, now)
            : Value(path, old, now, Equals(old, now));
    }

    private static object? ValueOf(ContractMember member, object? owner) =>
        owner is null ? null : member.Property.GetValue(owner);

    private static IEnumerable<LifecyclePolicyDifference> Nested(Type type, string path, object? before, object? after) =>
        ContractMember.Of(type).SelectMany(member => Member(member, $"{path}.{member.JsonName}", before, after))
            .Concat(Additional(path + ".", before, after));

    // What the contract does not know is compared as JSON.
    private static IEnumerable<LifecyclePolicyDifference> Additional(string prefix, object? before, object? after)
    {
        var (old, now) = ((before as IExtensible)?.AdditionalMembers ?? None, (after as IExtensible)?.AdditionalMembers ?? None);
        return old.Keys.Union(now.Keys, StringComparer.Ordinal).SelectMany(name =>
        {
            var (was, becomes) = (AdditionalMembers.Text(old, name), AdditionalMembers.Text(now, name));
            return Value(prefix + name, was, becomes, was == becomes);
        });
    }

    private static IEnumerable<LifecyclePolicyDifference> Text(ContractMember member, string path, string? before, string? after)
    {
        var comparison = member.Constraints.OfType<OneOfAttribute>().Any()
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;
        var (old, now) = (NullIfEmpty(before), NullIfEmpty(after));
        return Value(path, old, now, string.Equals(old, now, comparison));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static IEnumerable<LifecyclePolicyDifference> Value(string path, object? before, object? after, bool same) =>
        same ? [] : [new(path, before, after)];

    private static IEnumerable<LifecyclePolicyDifference> Tags(string path, TagMap before, TagMap after) =>
        before.Keys.Union(after.Keys, StringComparer.Ordinal).SelectMany(key =>
        {
            before.TryGetValue(key, out var old);
            after.TryGetValue(key, out var now);
            return Value($"{path}['{key}']", old, now, string.Equals(old, now, StringComparison.Ordinal));
        });

    private static IEnumerable<LifecyclePolicyDifference> Set<T, TKey>(string path, T[]? before, T[]? after, Func<T, TKey> keyOf)
        where T : class
        where TKey : notnull
    {
        var (old, now) = (Distinct(before, keyOf), Distinct(after, keyOf));
        return old.Where(item => !now.ContainsKey(item.Key))
            .Select(item => new LifecyclePolicyDifference(path, item.Value, null))
            .Concat(now.Where(item => !old.ContainsKey(item.Key))
                .Select(item => new LifecyclePolicyDifference(path, null, item.Value)));
    }

    private static Dictionary<TKey, T> Distinct<T, TKey>(T[]? items, Func<T, TKey> keyOf)
        where T : class
        where TKey : notnull =>
        (items ?? []).Where(item => item is not null).GroupBy(keyOf).ToDictionary(group => group.Key, group => group.First());

    private static IEnumerable<LifecyclePolicyDifference> Rules(string path, LifecyclePolicyDetail[] before, LifecyclePolicyDetail[] after)
    {
        foreach (var (old, now, label) in RuleMatch.Of(before, after))
        {
            var at = $"{path}[{label}]";
            if (old is null || now is null)
                yield return new(at, old, now);
            else
            {
                foreach (var difference in Nested(typeof(LifecyclePolicyDetail), at, old, now))
                    yield return difference;
            }
        }
    }
}
