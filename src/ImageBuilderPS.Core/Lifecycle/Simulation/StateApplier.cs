using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>
/// Puts images and AMIs into the states that a run leaves them in: the copies of a simulation as the run decides, the
/// local service's images (by the static methods) when the run's step is due.
/// </summary>
/// <param name="next">Takes each decision before its resource changes; null for none.</param>
internal sealed class StateApplier(ILifecycleDecisionVisitor? next) : ILifecycleDecisionVisitor
{
    private readonly HashSet<Image> deleted = [];

    /// <summary>The images that the run deleted.</summary>
    public IReadOnlyCollection<Image> Deleted => deleted;

    /// <summary>Applies a decision to its image or AMI, unless the run is refused it. Snapshots and containers have no state.</summary>
    public static void Apply(in ResourceDecision decision)
    {
        if (!decision.IsAction || decision.IsHindered)
            return;
        if (decision.ResourceType == LifecycleResourceType.Image)
            SetStatus(decision.Image, decision.StatusAfter, decision.At);
        else if (decision.ResourceType == LifecycleResourceType.Ami)
            SetStatus(decision.Ami!, decision.StatusAfter);
    }

    /// <summary>Puts an image into a state. It keeps the time of its first deprecation until it is AVAILABLE again.</summary>
    public static void SetStatus(Image image, string? status, DateTimeOffset at)
    {
        image.State = new() { Status = status };
        if (status == ImageStatus.Deprecated)
            image.DeprecationTime ??= at;
        else if (status == ImageStatus.Available)
            image.DeprecationTime = null;
    }

    /// <summary>Puts an AMI into a state. EC2 makes an AMI private when it disables it; enabling it does not undo that.</summary>
    public static void SetStatus(Ami ami, string? status)
    {
        ami.State = new() { Status = status };
        if (status == ImageStatus.Disabled)
            (ami.IsPublic, ami.SharedAccounts) = (false, []);
    }

    /// <summary>Passes a decision on, then applies it.</summary>
    public void Visit(in ResourceDecision decision)
    {
        next?.Visit(decision);
        Apply(decision);
        if (decision.ResourceType == LifecycleResourceType.Image && decision.Action == LifecycleAction.Delete && !decision.IsHindered)
            deleted.Add(decision.Image);
    }

    /// <summary>Removes the images that the run deleted from a list: a later run does not see them.</summary>
    public void RemoveDeletedFrom(List<Image> images)
    {
        if (deleted.Count > 0)
            images.RemoveAll(deleted.Contains);
    }
}
