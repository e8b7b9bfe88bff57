namespace ImageBuilderPS.Lifecycle;

/// <summary>What a rule says of one resource, and why.</summary>
internal readonly struct LifecycleAnswer(
    LifecycleAction action,
    LifecycleReasonKind kind,
    LifecycleRule? rule,
    string? detail = null,
    UnknownFacts unknown = UnknownFacts.None,
    LifecycleReadings readings = LifecycleReadings.None)
{
    public LifecycleAction Action { get; } = action;

    public LifecycleReasonKind Kind { get; } = kind;

    public LifecycleRule? Rule { get; } = rule;

    /// <summary>The region, tag key or account that matched.</summary>
    public string? Detail { get; } = detail;

    public UnknownFacts Unknown { get; } = unknown;

    public LifecycleReadings Readings { get; } = readings;

    public bool Acts => Action is LifecycleAction.Deprecate or LifecycleAction.Disable or LifecycleAction.Delete;

    public LifecycleAnswer With(LifecycleReadings more) => new(Action, Kind, Rule, Detail, Unknown, Readings | more);

    /// <summary>The same answer, that does without a fact which the images do not tell.</summary>
    public LifecycleAnswer Without(UnknownFacts missing) => new(Action, Kind, Rule, Detail, Unknown | missing, Readings);

    public static LifecycleAnswer Keep(LifecycleReasonKind kind, LifecycleRule? rule = null) =>
        new(LifecycleAction.Keep, kind, rule);

    public static LifecycleAnswer CannotTell(UnknownFacts unknown, LifecycleRule rule) =>
        new(LifecycleAction.Unknown, LifecycleReasonKind.Unknown, rule, unknown: unknown);
}
