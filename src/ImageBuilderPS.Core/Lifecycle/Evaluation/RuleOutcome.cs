using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>What a rule says of one resource, and why.</summary>
internal readonly struct RuleOutcome(
    LifecycleAction action,
    ReasonKind kind,
    LifecycleRule? rule,
    string? detail = null,
    UnknownFacts unknown = UnknownFacts.None,
    LifecycleAssumptions assumptions = LifecycleAssumptions.None)
{
    public LifecycleAction Action { get; } = action;

    public ReasonKind Kind { get; } = kind;

    public LifecycleRule? Rule { get; } = rule;

    /// <summary>The region, tag key or account that matched.</summary>
    public string? Detail { get; } = detail;

    public UnknownFacts Unknown { get; } = unknown;

    public LifecycleAssumptions Assumptions { get; } = assumptions;

    public bool IsAction => Action is LifecycleAction.Deprecate or LifecycleAction.Disable or LifecycleAction.Delete;

    public RuleOutcome With(LifecycleAssumptions more) => new(Action, Kind, Rule, Detail, Unknown, Assumptions | more);

    /// <summary>The same answer, that does without a fact which the images do not tell.</summary>
    public RuleOutcome Without(UnknownFacts missing) => new(Action, Kind, Rule, Detail, Unknown | missing, Assumptions);

    public static RuleOutcome Keep(ReasonKind kind, LifecycleRule? rule = null) =>
        new(LifecycleAction.Keep, kind, rule);

    public static RuleOutcome CannotTell(UnknownFacts unknown, LifecycleRule rule) =>
        new(LifecycleAction.Unknown, ReasonKind.Unknown, rule, unknown: unknown);
}
