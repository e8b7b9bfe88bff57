using ImageBuilderPS.Contract;
using ImageBuilderPS.Lifecycle;
using ImageBuilderPS.LocalService.State;

namespace ImageBuilderPS.LocalService.Lifecycle;

/// <summary>Makes the units of an execution out of a run's verdicts.</summary>
internal sealed class RunPlan(RegionState state, IReadOnlyDictionary<Image, StoredImage> images) : ILifecycleSink
{
    private readonly List<ExecutionUnit> units = [];
    private List<Action> changes = [];

    /// <summary>The run that images are marked with.</summary>
    public string? ExecutionId { get; set; }

    public IReadOnlyList<ExecutionUnit> Units => units;

    public void Take(in LifecycleVerdict verdict)
    {
        if (verdict.Action == LifecycleAction.Keep)
            return;
        if (verdict.ResourceType == LifecycleResourceType.Image)
            TakeImage(verdict);
        else if (verdict.ResourceType == LifecycleResourceType.Snapshot)
            TakeSnapshot(verdict);
        else
            TakeOutput(verdict);
    }

    private void TakeImage(in LifecycleVerdict verdict)
    {
        var (status, at, acts, final) = (verdict.StatusAfter, verdict.At, verdict.Acts, StateOf(verdict));
        var image = images[verdict.Image];
        var ours = changes = [];
        units.Add(new(ResourceOf(verdict), (unit, _) =>
        {
            unit.Image.State = final;
            ours.ForEach(change => change());
            if (acts)
                StateChange.OfImage(state, image, status!, at, ExecutionId!);
        }));
    }

    private void TakeOutput(in LifecycleVerdict verdict)
    {
        var resource = ResourceOf(verdict);
        resource.State = StateOf(verdict);
        if (verdict.ResourceType == LifecycleResourceType.Container)
            resource.ImageUris = [verdict.ResourceId!];
        if (verdict.Acts && verdict.ResourceType == LifecycleResourceType.Ami)
        {
            var (ami, status) = (verdict.Ami!, verdict.StatusAfter);
            changes.Add(() => LifecycleStateChanges.Put(ami, status));
        }
        units[units.Count - 1].Outputs.Add(resource);
    }

    // Snapshots come after their AMI.
    private void TakeSnapshot(in LifecycleVerdict verdict)
    {
        var outputs = units[units.Count - 1].Outputs;
        var ami = outputs[outputs.Count - 1];
        ami.Snapshots = [.. ami.Snapshots ?? [], new() { SnapshotId = verdict.ResourceId, State = StateOf(verdict) }];
    }

    private static LifecycleExecutionResource ResourceOf(in LifecycleVerdict verdict) => new()
    {
        AccountId = verdict.AccountId,
        ResourceId = verdict.ResourceId,
        Region = verdict.Region,
        Action = new() { Name = ActionName(verdict), Reason = verdict.Reason },
    };

    private static string? ActionName(in LifecycleVerdict verdict) => verdict.Action switch
    {
        LifecycleAction.Delete => LifecycleExecutionResourceActionName.Delete,
        LifecycleAction.Disable => LifecycleExecutionResourceActionName.Disable,
        LifecycleAction.Deprecate => LifecycleExecutionResourceActionName.Deprecate,
        _ => verdict.Rule?.Split(' ').Last(),
    };

    // What the evaluator cannot tell is not done: a run that guessed would not be the preview's.
    private static LifecycleExecutionResourceState StateOf(in LifecycleVerdict verdict) =>
        verdict.Acts ? new() { Status = LifecycleExecutionResourceStatus.Success }
        : verdict.Action == LifecycleAction.Skip ? new() { Status = LifecycleExecutionResourceStatus.Skipped, Reason = verdict.Reason }
        : new() { Status = LifecycleExecutionResourceStatus.Failed, Reason = verdict.Reason };
}
