using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Policies;

/// <summary>What to change in one rule of a lifecycle policy, or all that a new rule has. What is not given stays.</summary>
/// <remarks>The members have the names of the cmdlets' parameters, and messages name those.</remarks>
public sealed class RuleChange
{
    /// <summary>The rule's action: DELETE, DEPRECATE or DISABLE.</summary>
    public string? Action { get; init; }

    /// <summary>The age in units beyond which the rule acts. A rule by count becomes one by age.</summary>
    public Optional<int?> OlderThan { get; init; }

    /// <summary>The unit of the age. Days for a rule that had no age before.</summary>
    public Optional<string?> Unit { get; init; }

    /// <summary>How many of the newest images of each recipe version stay whatever their age; null for none.</summary>
    public Optional<int?> RetainAtLeast { get; init; }

    /// <summary>How many of the newest images of each recipe version stay. A rule by age becomes one by count.</summary>
    public Optional<int?> KeepNewest { get; init; }

    /// <summary>Whether the rule acts on the image's AMIs too.</summary>
    public Optional<bool> IncludeAmi { get; init; }

    /// <summary>Whether the rule acts on the snapshots behind the image's AMIs too.</summary>
    public Optional<bool> IncludeSnapshot { get; init; }

    /// <summary>Whether the rule acts on the image's container images too.</summary>
    public Optional<bool> IncludeContainer { get; init; }

    /// <summary>Image resources with any of these tags are excluded; null or empty for none.</summary>
    public Optional<TagMap?> ExcludeTag { get; init; }

    /// <summary>AMIs with any of these tags are excluded; null or empty for none.</summary>
    public Optional<TagMap?> ExcludeAmiTag { get; init; }

    /// <summary>AMIs in these regions are excluded; null or empty for none.</summary>
    public Optional<string[]?> ExcludeRegion { get; init; }

    /// <summary>AMIs that are shared with any of these accounts are excluded; null or empty for none.</summary>
    public Optional<string[]?> ExcludeSharedAccount { get; init; }

    /// <summary>Whether public AMIs are excluded.</summary>
    public Optional<bool> ExcludePublic { get; init; }

    /// <summary>AMIs that were launched within this many units are excluded; null for none.</summary>
    public Optional<int?> ExcludeLaunchedWithin { get; init; }

    /// <summary>The unit of <see cref="ExcludeLaunchedWithin"/>. Days for a rule that had no such exclusion before.</summary>
    public Optional<string?> ExcludeLaunchedWithinUnit { get; init; }

    /// <summary>Whether nothing is given but the action.</summary>
    public bool IsEmpty => !OlderThan.HasValue && !Unit.HasValue && !RetainAtLeast.HasValue && !KeepNewest.HasValue
        && !ChangesIncluded && !ExcludeTag.HasValue && !ChangesAmiExclusions;

    /// <summary>Whether all is given that a new rule needs: an age or a number of images.</summary>
    public bool IsComplete => OlderThan.HasValue || KeepNewest.HasValue;

    private bool ChangesIncluded => IncludeAmi.HasValue || IncludeSnapshot.HasValue || IncludeContainer.HasValue;

    private bool ChangesAmiExclusions => ExcludeAmiTag.HasValue || ExcludeRegion.HasValue || ExcludeSharedAccount.HasValue
        || ExcludePublic.HasValue || ExcludeLaunchedWithin.HasValue || ExcludeLaunchedWithinUnit.HasValue;

    /// <summary>Builds a new rule.</summary>
    /// <exception cref="RuleChangeException">What is given does not go together.</exception>
    public LifecyclePolicyDetail ToRule()
    {
        var rule = new LifecyclePolicyDetail { Action = new() { Type = Action } };
        Apply(rule);
        return rule;
    }

    /// <summary>Changes a rule.</summary>
    /// <param name="rule">The rule; it and its nested objects are changed.</param>
    /// <exception cref="RuleChangeException">What is given does not fit the rule.</exception>
    internal void Apply(LifecyclePolicyDetail rule)
    {
        ApplyFilter(rule.Filter ??= new());
        rule.Action!.IncludeResources = Included(rule.Action.IncludeResources);
        rule.ExclusionRules = Exclusions(rule.ExclusionRules);
    }

    private void ApplyFilter(LifecyclePolicyDetailFilter filter)
    {
        if (KeepNewest.HasValue)
        {
            (filter.Type, filter.Value, filter.Unit, filter.RetainAtLeast) = (LifecyclePolicyDetailFilterType.Count, KeepNewest.Or(null), null, null);
            return;
        }
        var isAge = filter.Type.EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Age);
        if (!isAge && !OlderThan.HasValue)
        {
            if (Unit.HasValue || RetainAtLeast.HasValue)
            {
                throw new RuleChangeException(
                    null, RuleChangeProblem.RuleIncomplete,
                    $"The {Action?.ToUpperInvariant()} rule is by {filter.Type ?? "nothing"}, and {(Unit.HasValue ? "a unit" : "-RetainAtLeast")} is only for a rule by AGE.",
                    "Add -OlderThan, which makes it a rule by age.");
            }
            return;
        }
        filter.Type = isAge ? filter.Type : LifecyclePolicyDetailFilterType.Age;
        filter.Value = OlderThan.Or(filter.Value);
        filter.Unit = Unit.Or(isAge ? filter.Unit : LifecyclePolicyTimeUnit.Days);
        filter.RetainAtLeast = RetainAtLeast.Or(isAge ? filter.RetainAtLeast : null);
    }

    private LifecyclePolicyDetailActionIncludeResources? Included(LifecyclePolicyDetailActionIncludeResources? before)
    {
        if (!ChangesIncluded)
            return before;
        var included = before ?? new();
        included.Amis = Flag(IncludeAmi, included.Amis);
        included.Snapshots = Flag(IncludeSnapshot, included.Snapshots);
        included.Containers = Flag(IncludeContainer, included.Containers);
        return included is { Amis: null, Snapshots: null, Containers: null, AdditionalMembers: null or { Count: 0 } } ? null : included;
    }

    private LifecyclePolicyDetailExclusionRules? Exclusions(LifecyclePolicyDetailExclusionRules? before)
    {
        var amis = AmiExclusions(before?.Amis);
        if (!ExcludeTag.HasValue && ReferenceEquals(amis, before?.Amis))
            return before;
        var exclusions = before ?? new();
        exclusions.TagMap = Filled(ExcludeTag, exclusions.TagMap);
        exclusions.Amis = amis;
        return exclusions is { TagMap: null, Amis: null, AdditionalMembers: null or { Count: 0 } } ? null : exclusions;
    }

    private LifecyclePolicyDetailExclusionRulesAmis? AmiExclusions(LifecyclePolicyDetailExclusionRulesAmis? before)
    {
        if (!ChangesAmiExclusions)
            return before;
        var amis = before ?? new();
        amis.TagMap = Filled(ExcludeAmiTag, amis.TagMap);
        amis.Regions = Filled(ExcludeRegion, amis.Regions);
        amis.SharedAccounts = Filled(ExcludeSharedAccount, amis.SharedAccounts);
        amis.IsPublic = Flag(ExcludePublic, amis.IsPublic);
        amis.LastLaunched = LastLaunched(amis.LastLaunched);
        return amis is { TagMap: null, Regions: null, SharedAccounts: null, IsPublic: null, LastLaunched: null, AdditionalMembers: null or { Count: 0 } } ? null : amis;
    }

    private LifecyclePolicyDetailExclusionRulesAmisLastLaunched? LastLaunched(LifecyclePolicyDetailExclusionRulesAmisLastLaunched? before)
    {
        if (ExcludeLaunchedWithin.HasValue && ExcludeLaunchedWithin.Or(null) is null)
            return null;
        if (!ExcludeLaunchedWithin.HasValue && !ExcludeLaunchedWithinUnit.HasValue)
            return before;
        if (!ExcludeLaunchedWithin.HasValue && before is null)
        {
            throw new RuleChangeException(
                null, RuleChangeProblem.RuleIncomplete,
                $"The {Action?.ToUpperInvariant()} rule does not exclude what was launched lately, and -ExcludeLaunchedWithinUnit is only the unit of that.",
                "Add -ExcludeLaunchedWithin.");
        }
        var unit = before is null ? LifecyclePolicyTimeUnit.Days : before.Unit;
        var launched = before ?? new();
        launched.Value = ExcludeLaunchedWithin.Or(launched.Value);
        launched.Unit = ExcludeLaunchedWithinUnit.Or(unit);
        return launched;
    }

    // A flag that is off is left out, as in a new rule.
    private static bool? Flag(Optional<bool> change, bool? before) => !change.HasValue ? before : change.Or(false) ? true : null;

    private static TagMap? Filled(Optional<TagMap?> change, TagMap? before) => change.Or(before) is { Count: 0 } && change.HasValue ? null : change.Or(before);

    private static string[]? Filled(Optional<string[]?> change, string[]? before) => change.Or(before) is { Length: 0 } && change.HasValue ? null : change.Or(before);
}
