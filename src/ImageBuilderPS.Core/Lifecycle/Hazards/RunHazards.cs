using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Hazards;

/// <summary>Finds the hazards of a run: AMIs in use that it deletes or disables, and AMIs that it is refused.</summary>
public sealed class RunHazards : ILifecycleDecisionVisitor
{
    private readonly List<AmiHazard> hazards = [];

    /// <summary>What the run does.</summary>
    public LifecycleTotals Totals { get; } = new();

    /// <summary>The hazards, in the order of the run.</summary>
    public IReadOnlyList<AmiHazard> Hazards => hazards;

    /// <summary>Takes a decision of the run.</summary>
    /// <param name="decision">The decision.</param>
    public void Visit(in ResourceDecision decision)
    {
        Totals.Visit(decision);
        if (decision.ResourceType != LifecycleResourceType.Ami || !decision.IsAction)
            return;
        if (decision.IsHindered)
            hazards.Add(new(decision.ResourceId, decision.Region, ReasonText.DescribeRefusal(decision)));
        else if (decision.Action != LifecycleAction.Deprecate && AmiHazard.OfUse(decision.ResourceId, decision.Region, decision.Fact) is { } use)
            hazards.Add(use with { Text = $"{decision.Action}: {use.Text}" });
    }
}
