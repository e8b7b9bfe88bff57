using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Makes the units of an execution out of a run's decisions.</summary>
internal sealed class RunPlan(RegionState state, IReadOnlyDictionary<Image, StoredImage> images) : ILifecycleDecisionVisitor
{
    private readonly List<ExecutionUnit> units = [];
    private List<Action> changes = [];

    /// <summary>The run that images are marked with.</summary>
    public string? ExecutionId { get; set; }

    public IReadOnlyList<ExecutionUnit> Units => units;

    public void Visit(in ResourceDecision decision)
    {
        if (decision.Action == LifecycleAction.Keep)
            return;
        if (decision.ResourceType == LifecycleResourceType.Image)
            TakeImage(decision);
        else if (decision.ResourceType == LifecycleResourceType.Snapshot)
            TakeSnapshot(decision);
        else
            TakeOutput(decision);
    }

    private void TakeImage(in ResourceDecision decision)
    {
        var (status, at, acts, final) = (decision.StatusAfter, decision.At, decision.Acts, StateOf(decision));
        var image = images[decision.Image];
        var ours = changes = [];
        units.Add(new(ResourceOf(decision), (unit, _) =>
        {
            unit.Image.State = final;
            ours.ForEach(change => change());
            if (acts)
                ImageStateWriter.OfImage(state, image, status!, at, ExecutionId!);
        }));
    }

    private void TakeOutput(in ResourceDecision decision)
    {
        var resource = ResourceOf(decision);
        resource.State = StateOf(decision);
        if (decision.ResourceType == LifecycleResourceType.Container)
            resource.ImageUris = [decision.ResourceId!];
        if (decision.Acts && decision.ResourceType == LifecycleResourceType.Ami)
        {
            var (ami, status) = (decision.Ami!, decision.StatusAfter);
            changes.Add(() => StateApplier.Put(ami, status));
        }
        units[units.Count - 1].Outputs.Add(resource);
    }

    // Snapshots come after their AMI.
    private void TakeSnapshot(in ResourceDecision decision)
    {
        var outputs = units[units.Count - 1].Outputs;
        var ami = outputs[outputs.Count - 1];
        ami.Snapshots = [.. ami.Snapshots ?? [], new() { SnapshotId = decision.ResourceId, State = StateOf(decision) }];
    }

    private static LifecycleExecutionResource ResourceOf(in ResourceDecision decision) => new()
    {
        AccountId = decision.AccountId,
        ResourceId = decision.ResourceId,
        Region = decision.Region,
        Action = new() { Name = ActionName(decision), Reason = decision.Reason },
    };

    private static string? ActionName(in ResourceDecision decision) => decision.Action switch
    {
        LifecycleAction.Delete => LifecycleExecutionResourceActionName.Delete,
        LifecycleAction.Disable => LifecycleExecutionResourceActionName.Disable,
        LifecycleAction.Deprecate => LifecycleExecutionResourceActionName.Deprecate,
        _ => decision.Rule?.Split(' ').Last(),
    };

    // What the evaluator cannot tell is not done: a run that guessed would not be the preview's.
    private static LifecycleExecutionResourceState StateOf(in ResourceDecision decision) =>
        decision.Acts ? new() { Status = LifecycleExecutionResourceStatus.Success }
        : decision.Action == LifecycleAction.Skip ? new() { Status = LifecycleExecutionResourceStatus.Skipped, Reason = decision.Reason }
        : new() { Status = LifecycleExecutionResourceStatus.Failed, Reason = decision.Reason };
}
