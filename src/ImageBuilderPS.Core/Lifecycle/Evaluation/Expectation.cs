using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>What becomes of an action on a resource.</summary>
/// <param name="outcome">The outcome.</param>
/// <param name="refusal">Why it is refused.</param>
internal readonly struct Expectation(LifecycleOutcome outcome, RefusalKind refusal = RefusalKind.None)
{
    public static readonly Expectation Success = new(LifecycleOutcome.Success);
    public static readonly Expectation Unknown = new(LifecycleOutcome.Unknown);

    public LifecycleOutcome Outcome { get; } = outcome;

    public RefusalKind Refusal { get; } = refusal;

    public static Expectation Refused(RefusalKind refusal) => new(LifecycleOutcome.Refused, refusal);
}
