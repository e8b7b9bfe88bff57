using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Keeps every decision as an object.</summary>
internal sealed class LifecycleDecisionList(int capacity, SnapshotPrices prices) : ILifecycleDecisionVisitor
{
    private readonly List<LifecycleDecision> decisions = new(capacity);
    private LifecycleDecision? image;

    public IReadOnlyList<LifecycleDecision> Decisions => decisions;

    public void Visit(in ResourceDecision decision)
    {
        var kept = decision.ToDecision(prices);
        decisions.Add(kept);
        if (decision.ResourceType == LifecycleResourceType.Image)
            image = kept;
        else if (decision.ResourceType == LifecycleResourceType.Ami)
            image?.AddUse(kept.InUseBy);
    }
}
