using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Makes the units of an execution from a run's decisions. Each unit applies its decisions when it is carried out.</summary>
internal sealed class RunPlan(RegionState state, IReadOnlyDictionary<Image, StoredImage> images) : ILifecycleDecisionVisitor
{
    private readonly List<ExecutionUnit> units = [];
    private List<ResourceDecision> decisions = [];

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
        var (image, isAction, resultState) = (images[decision.Image], decision.IsAction, StateOf(decision));
        var ofUnit = decisions = [decision];
        units.Add(new(ResourceOf(decision), (unit, _) =>
        {
            unit.Image.State = resultState;
            ofUnit.ForEach(due => StateApplier.Apply(due));
            if (isAction)
                state.Images.RecordExecution(image, ExecutionId!);
        }));
    }

    private void TakeOutput(in ResourceDecision decision)
    {
        var resource = ResourceOf(decision);
        resource.State = StateOf(decision);
        if (decision.ResourceType == LifecycleResourceType.Container)
            resource.ImageUris = [decision.ResourceId!];
        decisions.Add(decision);
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

    // The run does not carry out what the evaluator cannot determine: the preview does not show it as done either.
    private static LifecycleExecutionResourceState StateOf(in ResourceDecision decision) =>
        decision.IsAction ? new() { Status = LifecycleExecutionResourceStatus.Success }
        : decision.Action == LifecycleAction.Skip ? new() { Status = LifecycleExecutionResourceStatus.Skipped, Reason = decision.Reason }
        : new() { Status = LifecycleExecutionResourceStatus.Failed, Reason = decision.Reason };
}
