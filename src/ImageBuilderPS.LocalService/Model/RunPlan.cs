using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Makes the units of an execution from a run's decisions.</summary>
internal sealed class RunPlan : ILifecycleDecisionVisitor
{
    private readonly List<ExecutionUnit> units = [];

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

    private void TakeImage(in ResourceDecision decision) => units.Add(new(ResourceOf(decision), StatusOf(decision)));

    private void TakeOutput(in ResourceDecision decision)
    {
        var resource = ResourceOf(decision);
        if (decision.ResourceType == LifecycleResourceType.Container)
            resource.ImageUris = [decision.ResourceId!];
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
        State = StateOf(decision),
    };

    private static string? ActionName(in ResourceDecision decision) => decision.Action switch
    {
        LifecycleAction.Delete => LifecycleExecutionResourceActionName.Delete,
        LifecycleAction.Disable => LifecycleExecutionResourceActionName.Disable,
        LifecycleAction.Deprecate => LifecycleExecutionResourceActionName.Deprecate,
        _ => decision.Rule?.Split(' ').Last(),
    };

    private static string StatusOf(in ResourceDecision decision) => decision.Action switch
    {
        LifecycleAction.Delete => ImageStatus.Deleted,
        LifecycleAction.Disable => ImageStatus.Disabled,
        _ => ImageStatus.Deprecated,
    };

    // The run does not carry out what the evaluator cannot determine: the preview does not show it as done either.
    private static LifecycleExecutionResourceState StateOf(in ResourceDecision decision) =>
        decision.IsAction ? ImageChange.InProgress()
        : decision.Action == LifecycleAction.Skip ? ImageChange.Skipped(decision.Reason)
        : ImageChange.Failed(decision.Reason);
}
