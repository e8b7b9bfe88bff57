namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>A rule in one run: its thresholds as of the run's time, and its retention slots.</summary>
internal sealed class LifecycleRuleState(LifecycleRule rule, DateTimeOffset at, RetentionSlots? slots)
{
    public LifecycleRule Rule { get; } = rule;

    public Period.Window Age { get; } = rule.Age?.Before(at) ?? default;

    public Period.Window LastLaunched { get; } = rule.AmiExclusions?.LastLaunched?.Before(at) ?? default;

    /// <summary>The slots of a DELETE rule that retains images; null for others.</summary>
    public RetentionSlots? Slots { get; } = slots;
}
