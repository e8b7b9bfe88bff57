using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Lifecycle;

/// <summary>
/// Carries a run out on the images that it is played on: passes every verdict on, then puts image or AMI in the state
/// that the run leaves it in. For images that the caller owns: a simulation's copies, the local service's store.
/// </summary>
/// <param name="next">Takes each verdict before its resource changes; null for nobody.</param>
public sealed class LifecycleStateChanges(ILifecycleSink? next) : ILifecycleSink
{
    private readonly HashSet<Image> deleted = [];

    /// <summary>The images whose resource the run deleted.</summary>
    public IReadOnlyCollection<Image> Deleted => deleted;

    /// <summary>Passes a verdict on and carries it out.</summary>
    /// <param name="verdict">The verdict.</param>
    public void Take(in LifecycleVerdict verdict)
    {
        next?.Take(verdict);
        if (!verdict.Acts)
            return;
        if (verdict.ResourceType == LifecycleResourceType.Ami)
        {
            Put(verdict.Ami!, verdict.StatusAfter);
        }
        else if (verdict.ResourceType == LifecycleResourceType.Image)
        {
            verdict.Image.State = new() { Status = verdict.StatusAfter };
            if (verdict.Action == LifecycleAction.Delete)
                deleted.Add(verdict.Image);
            else if (verdict.Action == LifecycleAction.Deprecate)
                verdict.Image.DeprecationTime ??= verdict.At;
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
