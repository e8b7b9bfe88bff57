using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>Receives the decisions of a run, one by one.</summary>
public interface ILifecycleDecisionVisitor
{
    /// <summary>Receives one decision. The decisions of an image's outputs follow directly after the image's own.</summary>
    /// <param name="decision">The decision; copy it to keep it.</param>
    void Visit(in ResourceDecision decision);
}
