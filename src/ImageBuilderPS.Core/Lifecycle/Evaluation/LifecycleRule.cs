using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>One rule of a policy, prepared for evaluation.</summary>
internal sealed class LifecycleRule
{
    private LifecycleRule(int index, LifecycleAction action, LifecyclePolicyDetail detail)
    {
        var filter = detail.Filter!;
        var include = detail.Action!.IncludeResources;
        Action = action;
        Label = $"policyDetails[{index}] {action.ToString().ToUpperInvariant()}";
        if (filter.Type.EqualsIgnoreCase(LifecyclePolicyDetailFilterType.Age))
        {
            Age = new(filter.Value!.Value, filter.Unit);
            Slots = filter.RetainAtLeast ?? 0;
        }
        else
        {
            Slots = filter.Value!.Value;
        }
        IncludeAmis = include?.Amis == true;
        IncludeSnapshots = include?.Snapshots == true;
        IncludeContainers = include?.Containers == true;
        ExclusionTags = detail.ExclusionRules?.TagMap is { Count: > 0 } tags ? tags : null;
        AmiExclusions = AmiExclusions.Create(detail.ExclusionRules?.Amis);
    }

    public LifecycleAction Action { get; }

    public string Label { get; }

    /// <summary>The threshold; null for a rule by count.</summary>
    public Period? Age { get; }

    /// <summary>How many of the newest images of each recipe version a DELETE rule keeps.</summary>
    public int Slots { get; }

    public bool IncludeAmis { get; }

    public bool IncludeSnapshots { get; }

    public bool IncludeContainers { get; }

    public TagMap? ExclusionTags { get; }

    public AmiExclusions? AmiExclusions { get; }

    /// <summary>The rules in the order that a run evaluates them: deprecate, disable, delete; at most one of each.</summary>
    public static LifecycleRule[] CreateAll(string? resourceType, LifecyclePolicyDetail[]? details)
    {
        var rules = new List<LifecycleRule>();
        for (var i = 0; i < (details?.Length ?? 0); i++)
        {
            if (details![i] is not { } detail)
                continue;
            Validate(detail, $"policyDetails[{i}]");
            rules.Add(new(i, ActionOf(detail.Action!.Type), detail));
        }
        LifecycleEvaluator.ThrowIfInvalid(LifecyclePolicyRules.Violations(resourceType, details, ""));
        return [.. rules.OrderBy(rule => rule.Action)];
    }

    /// <summary>Rejects what cannot be evaluated. Tags and names are not checked: a newer service may accept more.</summary>
    private static void Validate(LifecyclePolicyDetail detail, string path)
    {
        var violations = new List<Violation>();
        Check(nameof(LifecyclePolicyDetail.Action), detail.Action);
        Check(nameof(LifecyclePolicyDetail.Filter), detail.Filter);
        if (detail.ExclusionRules?.Amis?.LastLaunched is { } launched)
            violations.AddRange(ContractValidator.Validate(launched, path + ".exclusionRules.amis.lastLaunched"));
        LifecycleEvaluator.ThrowIfInvalid(violations);

        void Check(string name, object? value)
        {
            var member = ContractMember.Of(typeof(LifecyclePolicyDetail), name);
            violations.AddRange(ContractValidator.ValidateMember(member, value, $"{path}.{member.JsonName}"));
        }
    }

    private static LifecycleAction ActionOf(string? type) =>
        type.EqualsIgnoreCase(LifecyclePolicyDetailActionType.Deprecate) ? LifecycleAction.Deprecate
        : type.EqualsIgnoreCase(LifecyclePolicyDetailActionType.Disable) ? LifecycleAction.Disable
        : LifecycleAction.Delete;
}
