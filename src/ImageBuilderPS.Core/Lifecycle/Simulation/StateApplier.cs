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
    private readonly List<Image> changed = [];
    private readonly List<Ami> deregistered = [];

    /// <summary>The images that the run deleted.</summary>
    public IReadOnlyCollection<Image> Deleted => deleted;

    /// <summary>The images that the run brought into another state, or deleted.</summary>
    public IReadOnlyCollection<Image> Changed => changed;

    /// <summary>Applies a decision to its image or AMI, unless the run is refused it. Snapshots and containers have no state.</summary>
    public static void Apply(in ResourceDecision decision)
    {
        if (!decision.IsAction || decision.IsHindered)
            return;
        if (decision.ResourceType == LifecycleResourceType.Image)
            SetStatus(decision.Image, decision.StatusAfter, decision.At);
        else if (decision.ResourceType == LifecycleResourceType.Ami)
            Apply(decision, decision.Ami!);
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
        if (decision.ResourceType == LifecycleResourceType.Image && decision.IsAction && !decision.IsHindered && !decision.IsAlreadyDone)
            changed.Add(decision.Image);
        Apply(decision);
        if (decision.ResourceType == LifecycleResourceType.Image && decision.Action == LifecycleAction.Delete && !decision.IsHindered)
            deleted.Add(decision.Image);
        else if (decision.ResourceType == LifecycleResourceType.Ami && decision.Action == LifecycleAction.Delete && !decision.IsHindered)
            deregistered.Add(decision.Ami!);
    }

    /// <summary>Removes what the run deleted: a later run does not see these images, nor the snapshots of an AMI that EC2 does not have any more.</summary>
    public void RemoveDeletedFrom(List<Image> images)
    {
        foreach (var ami in deregistered)
            ami.SnapshotIds = [];
        if (deleted.Count > 0)
            images.RemoveAll(deleted.Contains);
    }

    // A run tags the AMIs that it deprecates, and takes the tag off those that it disables.
    private static void Apply(in ResourceDecision decision, Ami ami)
    {
        var status = decision.StatusAfter;
        if (!decision.IsAlreadyDone && (ami.Tags ?? decision.Fact?.Tags) is { } tags)
        {
            if (status == ImageStatus.Deprecated)
                ami.Tags = new(tags) { [OutputExpectations.DeprecatedBy] = OutputExpectations.ImageBuilder };
            else if (status == ImageStatus.Disabled && tags.ContainsKey(OutputExpectations.DeprecatedBy))
                (ami.Tags = new(tags)).Remove(OutputExpectations.DeprecatedBy);
        }
        SetStatus(ami, status);
    }
}
