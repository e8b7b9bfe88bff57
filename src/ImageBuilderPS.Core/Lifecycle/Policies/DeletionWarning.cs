using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>
/// Finds what a change of a policy starts to delete: rules that are new, that the policy's status turns on, or that
/// delete sooner, more kinds of resources, or around fewer exclusions. Where it is not certain that a rule deletes
/// less or the same, it counts as deleting more.
/// </summary>
public static class DeletionWarning
{
    /// <summary>What the policy starts to delete, in one sentence; null when nothing.</summary>
    /// <param name="before">The policy before; null for one that is created, or that could not be read.</param>
    /// <param name="after">The policy after. The service enables one that has no status.</param>
    public static string? Of(LifecyclePolicy? before, LifecyclePolicy after)
    {
        if (IsDisabled(after))
            return null;
        var isOn = before is not null && !IsDisabled(before);
        var rules = RuleMatch.Of(isOn ? before!.PolicyDetails : [], after.PolicyDetails)
            .Where(pair => pair.After is not null && RuleMatch.ActionOf(pair.After) == LifecyclePolicyDetailActionType.Delete)
            .ToList();
        var wider = isOn ? Wider(before!, after).ToList() : [];
        var sentences = rules
            .Select(pair => pair.Before is null ? Whole(pair.After!) : string.Join(", ", More(pair.Before, pair.After!).Concat(wider)))
            .Where(text => text.Length > 0)
            .Select(text => $"DELETE rule: {text}.")
            .ToList();
        return sentences.Count == 0 ? null : $"From its next daily run {Name(before, after)} deletes: " + string.Join(" ", sentences);
    }

    private static string Name(LifecyclePolicy? before, LifecyclePolicy after) =>
        (after.Name ?? before?.Name) is { } name ? $"policy {name}" : "this policy";

    private static bool IsDisabled(LifecyclePolicy policy) => policy.Status.EqualsIgnoreCase(LifecyclePolicyStatus.Disabled);

    private static string Whole(LifecyclePolicyDetail rule)
    {
        var kinds = Kinds(rule).ToList();
        return Threshold(rule.Filter)
            + (rule.Filter?.RetainAtLeast is { } kept ? $", but the newest {kept} of each recipe version" : "")
            + (kinds.Count == 0 ? "" : $", with {string.Join(" and ", kinds)}");
    }

    private static IEnumerable<string> More(LifecyclePolicyDetail before, LifecyclePolicyDetail after)
    {
        if (MayReachMore(before.Filter, after.Filter))
            yield return $"{Threshold(after.Filter)} (was {Was(before.Filter, after.Filter)})";
        var (kept, was) = (after.Filter?.RetainAtLeast ?? 0, before.Filter?.RetainAtLeast ?? 0);
        if (kept < was && (after.Filter?.Type).EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Age))
            yield return kept == 0 ? $"no longer keeps the newest {was} of each recipe version" : $"keeps the newest {kept} of each recipe version (was {was})";
        foreach (var kind in Kinds(after).Except(Kinds(before)))
            yield return $"{kind} too";
        foreach (var exclusion in NoLongerExcluded(before, after))
            yield return $"no longer excludes {exclusion}";
    }

    private static string Threshold(LifecyclePolicyDetailFilter? filter) => (filter?.Type).EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Count)
        ? $"all but the newest {filter!.Value} of each recipe version"
        : $"older than {filter?.Value} {filter?.Unit?.ToUpperInvariant()}".TrimEnd();

    private static string Was(LifecyclePolicyDetailFilter? before, LifecyclePolicyDetailFilter? after) =>
        !(before?.Type).EqualsIgnoreCase(after?.Type) ? Threshold(before)
        : (before?.Type).EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Count) ? $"{before!.Value}"
        : $"{before?.Value} {before?.Unit?.ToUpperInvariant()}".TrimEnd();

    private static bool MayReachMore(LifecyclePolicyDetailFilter? before, LifecyclePolicyDetailFilter? after)
    {
        if (!(before?.Type).EqualsIgnoreCase(after?.Type))
            return true;
        return (after?.Type).EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Count)
            ? (after!.Value ?? 0) < (before!.Value ?? 0)
            : MayBeShorter(after?.Value, after?.Unit, before?.Value, before?.Unit);
    }

    // A month has 28 to 31 days: 1 MONTHS may be shorter than 30 DAYS, and 12 MONTHS are never shorter than 1 YEARS.
    private static bool MayBeShorter(int? value, string? unit, int? otherValue, string? otherUnit)
    {
        if (Length(value, unit) is not { } length || Length(otherValue, otherUnit) is not { } other)
            return value != otherValue || !unit.EqualsIgnoreCase(otherUnit);
        return length.IsCalendar == other.IsCalendar
            ? length.Units < other.Units
            : Days(length).Least < Days(other).Most;
    }

    private static (bool IsCalendar, int Units)? Length(int? value, string? unit) =>
        value is { } number && Period.Parts(number, unit) is var (days, months) ? (months > 0, days + months) : null;

    private static (int Least, int Most) Days((bool IsCalendar, int Units) length)
    {
        if (!length.IsCalendar)
            return (length.Units, length.Units);
        var days = Enumerable.Range(0, 48).Select(month => new DateTime(2001, 1, 1).AddMonths(month))
            .Select(start => (start.AddMonths(length.Units) - start).Days).ToList();
        return (days.Min(), days.Max());
    }

    private static IEnumerable<string> Kinds(LifecyclePolicyDetail rule)
    {
        var include = rule.Action?.IncludeResources;
        if (include?.Amis == true)
            yield return "AMIs";
        if (include?.Snapshots == true)
            yield return "snapshots";
        if (include?.Containers == true)
            yield return "container images";
    }

    private static IEnumerable<string> NoLongerExcluded(LifecyclePolicyDetail before, LifecyclePolicyDetail after)
    {
        var (old, now) = (before.ExclusionRules, after.ExclusionRules);
        foreach (var tag in Gone(old?.TagMap, now?.TagMap))
            yield return $"images tagged {tag}";
        if (old?.Amis is not { } was || after.Action?.IncludeResources?.Amis != true)
            yield break;
        if (was.IsPublic == true && now?.Amis?.IsPublic != true)
            yield return "public AMIs";
        foreach (var region in (was.Regions ?? []).Except(now?.Amis?.Regions ?? []))
            yield return $"AMIs in {region}";
        foreach (var account in (was.SharedAccounts ?? []).Except(now?.Amis?.SharedAccounts ?? []))
            yield return $"AMIs shared with {account}";
        foreach (var tag in Gone(was.TagMap, now?.Amis?.TagMap))
            yield return $"AMIs tagged {tag}";
        var (launched, kept) = (was.LastLaunched, now?.Amis?.LastLaunched);
        if (launched is not null && (kept is null || MayBeShorter(kept.Value, kept.Unit, launched.Value, launched.Unit)))
            yield return $"AMIs launched within {launched.Value} {launched.Unit}" + (kept is null ? "" : $" (now {kept.Value} {kept.Unit})");
    }

    private static IEnumerable<string> Gone(TagMap? before, TagMap? after) => (before ?? [])
        .Where(tag => after is null || !after.TryGetValue(tag.Key, out var value) || value != tag.Value)
        .Select(tag => $"{tag.Key}={tag.Value}");

    private static IEnumerable<string> Wider(LifecyclePolicy before, LifecyclePolicy after)
    {
        if (!before.ResourceType.EqualsIgnoreCase(after.ResourceType))
            yield return $"images of {after.ResourceType} (was {before.ResourceType})";
        var (old, now) = (before.ResourceSelection, after.ResourceSelection);
        foreach (var recipe in (now?.Recipes ?? []).Where(recipe => recipe is not null && !(old?.Recipes ?? []).Any(known => Covers(known, recipe))))
            yield return $"images of recipe {recipe.Name}/{recipe.SemanticVersion} too";
        foreach (var tag in Gone(now?.TagMap, old?.TagMap))
            yield return $"images tagged {tag} too";
    }

    private static bool Covers(LifecyclePolicyResourceSelectionRecipe? known, LifecyclePolicyResourceSelectionRecipe recipe)
    {
        var (wide, narrow) = (known?.SemanticVersion?.Split('.') ?? [], recipe.SemanticVersion?.Split('.') ?? []);
        return known?.Name == recipe.Name && VersionPattern.Matches(wide, narrow);
    }
}
