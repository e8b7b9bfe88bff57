using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>What a rule does with one resource, and why.</summary>
internal readonly struct RuleOutcome(
    LifecycleAction action,
    ReasonKind kind,
    LifecycleRule? rule,
    string? detail = null,
    UnknownFacts unknownFacts = UnknownFacts.None,
    LifecycleAssumptions assumptions = LifecycleAssumptions.None)
{
    public LifecycleAction Action { get; } = action;

    public ReasonKind Kind { get; } = kind;

    public LifecycleRule? Rule { get; } = rule;

    /// <summary>The region, tag key or account that matched.</summary>
    public string? Detail { get; } = detail;

    public UnknownFacts UnknownFacts { get; } = unknownFacts;

    public LifecycleAssumptions Assumptions { get; } = assumptions;

    /// <summary>Whether the rule changes the resource.</summary>
    public bool IsAction => Action is LifecycleAction.Deprecate or LifecycleAction.Disable or LifecycleAction.Delete;

    public RuleOutcome With(LifecycleAssumptions more) => new(Action, Kind, Rule, Detail, UnknownFacts, Assumptions | more);

    /// <summary>The same outcome, with a fact that is unknown.</summary>
    public RuleOutcome WithUnknown(UnknownFacts more) => new(Action, Kind, Rule, Detail, UnknownFacts | more, Assumptions);

    public static RuleOutcome Keep(ReasonKind kind, LifecycleRule? rule = null) =>
        new(LifecycleAction.Keep, kind, rule);

    public static RuleOutcome Unknown(UnknownFacts facts, LifecycleRule rule) =>
        new(LifecycleAction.Unknown, ReasonKind.Unknown, rule, unknownFacts: facts);
}
