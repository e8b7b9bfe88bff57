namespace ImageBuilderPS.Lifecycle;

/// <summary>Keeps every verdict as an object.</summary>
internal sealed class LifecycleDecisionList(int capacity) : ILifecycleSink
{
    private readonly List<LifecycleDecision> decisions = new(capacity);

    public IReadOnlyList<LifecycleDecision> Decisions => decisions;

    public void Take(in LifecycleVerdict verdict) => decisions.Add(verdict.ToDecision());
}
