using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>
/// Carries a run out on the images that it is played on: passes every decision on, then puts image or AMI in the state
/// that the run leaves it in. For images that the caller owns: a simulation's copies, the local service's store.
/// </summary>
/// <param name="next">Takes each decision before its resource changes; null for nobody.</param>
public sealed class StateApplier(ILifecycleDecisionVisitor? next) : ILifecycleDecisionVisitor
{
    private readonly HashSet<Image> deleted = [];

    /// <summary>The images whose resource the run deleted.</summary>
    public IReadOnlyCollection<Image> Deleted => deleted;

    /// <summary>Passes a decision on and carries it out.</summary>
    /// <param name="decision">The decision.</param>
    public void Visit(in ResourceDecision decision)
    {
        next?.Visit(decision);
        if (!decision.Acts)
            return;
        if (decision.ResourceType == LifecycleResourceType.Ami)
        {
            Put(decision.Ami!, decision.StatusAfter);
        }
        else if (decision.ResourceType == LifecycleResourceType.Image)
        {
            decision.Image.State = new() { Status = decision.StatusAfter };
            if (decision.Action == LifecycleAction.Delete)
                deleted.Add(decision.Image);
            else if (decision.Action == LifecycleAction.Deprecate)
                decision.Image.DeprecationTime ??= decision.At;
        }
    }

    /// <summary>Puts an AMI into a state. What EC2 disables is private from then on, also when it is enabled again.</summary>
    internal static void Put(Ami ami, string? status)
    {
        ami.State = new() { Status = status };
        if (status == ImageStatus.Disabled)
            (ami.IsPublic, ami.SharedAccounts) = (false, []);
    }

    /// <summary>Takes the images that the run deleted out of a list: a later run does not see them.</summary>
    /// <param name="images">The list.</param>
    public void RemoveDeletedFrom(List<Image> images)
    {
        if (deleted.Count > 0)
            images.RemoveAll(deleted.Contains);
    }
}
