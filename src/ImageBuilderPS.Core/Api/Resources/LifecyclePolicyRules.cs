using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>Rules between the members of a lifecycle policy.</summary>
/// <remarks>Source: AWS's API reference, autumn 2026; user guide, "How lifecycle management rules work for Image
/// Builder image resources".</remarks>
internal static class LifecyclePolicyRules
{
    /// <summary>What the service rejects.</summary>
    /// <param name="resourceType">What the policy applies to.</param>
    /// <param name="details">The policy's rules.</param>
    /// <param name="path">The JSON path of the object that holds <c>policyDetails</c>; empty for a whole request.</param>
    public static IEnumerable<Violation> Violations(string? resourceType, LifecyclePolicyDetail[]? details, string path)
    {
        var list = path.Length == 0 ? "policyDetails" : path + ".policyDetails";
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < (details?.Length ?? 0); i++)
        {
            if (details![i]?.Action is not { Type: { } type } action)
                continue;
            if (first.TryGetValue(type, out var earlier))
                yield return Refused($"{list}[{i}].action.type", type, $"one rule of each action; {list}[{earlier}] is a {type.ToUpperInvariant()} rule already");
            else
                first.Add(type, i);
            foreach (var violation in OfAction(resourceType, action, details[i].Filter?.Type, $"{list}[{i}]"))
                yield return violation;
        }
    }

    /// <summary>Rules that have no effect, since all images are deleted before. One sentence each.</summary>
    /// <param name="details">The policy's rules.</param>
    public static IEnumerable<string> Warnings(LifecyclePolicyDetail[]? details)
    {
        // A retained or excluded image outlives the delete rule, so that the other rule acts on it.
        if (details?.FirstOrDefault(detail => (detail?.Action?.Type).EqualsIgnoreCase(LifecyclePolicyDetailActionType.Delete)) is not
            { Filter: { RetainAtLeast: null } delete, ExclusionRules: null or { TagMap: null or { Count: 0 } } }
            || !delete.Type.EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Age))
            yield break;
        for (var i = 0; i < details.Length; i++)
        {
            if (Verb(details[i]?.Action?.Type) is { } verb && details[i].Filter is { } filter && IsShorter(delete, filter))
            {
                yield return $"policyDetails[{i}]: images are deleted after {delete.Value} {delete.Unit}, "
                    + $"before this rule {verb} them after {filter.Value} {filter.Unit}.";
            }
        }
    }

    private static IEnumerable<Violation> OfAction(string? resourceType, LifecyclePolicyDetailAction action, string? filter, string path)
    {
        var (type, include) = (action.Type!.ToUpperInvariant(), action.IncludeResources);
        var included = path + ".action.includeResources";
        if (type == LifecyclePolicyDetailActionType.Delete)
        {
            if (include is { Snapshots: true, Amis: not true })
                yield return Refused(included + ".snapshots", true, "amis as well: snapshots are deleted only together with AMIs");
            yield break;
        }
        if (Verb(type) is null)
            yield break;
        if (resourceType.EqualsIgnoreCase(LifecyclePolicyResourceType.ContainerImage))
            yield return Refused(path + ".action.type", action.Type, "DELETE, the only action on container images");
        if (filter.EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Count))
            yield return Refused(path + ".filter.type", filter, $"AGE with {type}; only DELETE works by COUNT");
        if (include?.Snapshots is true)
            yield return Refused(included + ".snapshots", true, $"amis alone with {type}");
        if (include?.Containers is true)
            yield return Refused(included + ".containers", true, $"amis alone with {type}");
    }

    private static Violation Refused(string path, object? value, string expected) =>
        Violation.Create<InvalidRequestException>(path, value, expected);

    private static string? Verb(string? action) =>
        action.EqualsIgnoreCase(LifecyclePolicyDetailActionType.Deprecate) ? "deprecates"
        : action.EqualsIgnoreCase(LifecyclePolicyDetailActionType.Disable) ? "disables"
        : null;

    private static bool IsShorter(LifecyclePolicyDetailFilter one, LifecyclePolicyDetailFilter other) =>
        one.Unit is not null && one.Unit.EqualsIgnoreCase(other.Unit) ? one.Value < other.Value : Days(one).Most < Days(other).Least;

    // How many days an age lasts; null where it is not an age, which compares as false.
    private static (int? Least, int? Most) Days(LifecyclePolicyDetailFilter filter) => filter.Unit?.ToUpperInvariant() switch
    {
        LifecyclePolicyTimeUnit.Days => (filter.Value, filter.Value),
        LifecyclePolicyTimeUnit.Weeks => (7 * filter.Value, 7 * filter.Value),
        LifecyclePolicyTimeUnit.Months => (28 * filter.Value, 31 * filter.Value),
        LifecyclePolicyTimeUnit.Years => (365 * filter.Value, 366 * filter.Value),
        _ => (null, null),
    };
}
