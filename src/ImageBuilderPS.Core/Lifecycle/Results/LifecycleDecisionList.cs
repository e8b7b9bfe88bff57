using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Keeps every decision as an object.</summary>
internal sealed class LifecycleDecisionList(int capacity) : ILifecycleDecisionVisitor
{
    private readonly List<LifecycleDecision> decisions = new(capacity);

    public IReadOnlyList<LifecycleDecision> Decisions => decisions;

    public void Visit(in ResourceDecision decision) => decisions.Add(decision.ToDecision());
}
