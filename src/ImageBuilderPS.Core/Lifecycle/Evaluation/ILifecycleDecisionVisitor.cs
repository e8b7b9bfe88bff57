using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>Takes the decisions of a run as they are reached.</summary>
public interface ILifecycleDecisionVisitor
{
    /// <summary>Takes one decision: an image's, right after it those of the image's outputs.</summary>
    /// <param name="decision">The decision; copy what is to be kept.</param>
    void Visit(in ResourceDecision decision);
}
