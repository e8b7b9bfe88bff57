using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>A manual state change of one image. It is an execution with one image.</summary>
internal sealed class ManualStateUpdate
{
    private readonly RegionState state;
    private readonly StoredImage image;
    private readonly StartResourceStateUpdateRequest request;
    private readonly string status;

    private ManualStateUpdate(RegionState state, StoredImage image, StartResourceStateUpdateRequest request)
    {
        this.state = state;
        this.image = image;
        this.request = request;
        status = request.State!.Status!;
        var unit = new ExecutionUnit(
            new()
            {
                AccountId = image.Arn.Account,
                ResourceId = image.Arn.ToString(),
                Region = image.Arn.Region,
                Action = Action,
            },
            CarryOut);
        Unit = unit;
    }

    private ExecutionUnit Unit { get; }

    private string? ExecutionId { get; set; }

    private LifecycleExecutionResourceAction Action => new()
    {
        Name = status switch
        {
            ResourceStatus.Deleted => LifecycleExecutionResourceActionName.Delete,
            ResourceStatus.Disabled => LifecycleExecutionResourceActionName.Disable,
            ResourceStatus.Deprecated => LifecycleExecutionResourceActionName.Deprecate,
            _ => LifecycleExecutionResourceActionName.Available,
        },
        Reason = "Changed manually.",
    };

    /// <summary>Starts a change.</summary>
    public static ExecutionRun Start(OperationContext context, StoredImage image, StartResourceStateUpdateRequest request)
    {
        var update = new ManualStateUpdate(context.State, image, request);
        var due = request.UpdateAt is { } at && at > context.Now ? at : context.Now;
        var run = new ExecutionRun(null, [update.Unit], due, context.Settings.Step);
        update.ExecutionId = run.Id;
        context.State.Executions.Add(run);
        context.State.Executions.AdvanceTo(context.Now);
        return run;
    }

    private void CarryOut(ExecutionUnit unit, DateTimeOffset at)
    {
        var before = image.AdvanceTo(at).Status;
        if (before != status && !ImageStatusInfo.CanBecome(before, status))
        {
            unit.Image.State = Failed($"An image that is {before} cannot become {status}.");
            return;
        }
        unit.Image.State = new() { Status = LifecycleExecutionResourceStatus.Success };
        foreach (var ami in image.Image.OutputResources?.Amis ?? [])
        {
            if (request.IncludeResources?.Amis is true || request.IncludeResources?.Snapshots is true)
                unit.Outputs.Add(Change(ami, at));
        }
        if (request.IncludeResources?.Containers is true && status == ResourceStatus.Deleted)
            unit.Outputs.AddRange((image.Image.OutputResources?.Containers ?? []).SelectMany(Deleted));
        if (before != status)
        {
            StateApplier.SetStatus(image.Image, status, at);
            state.Images.RecordExecution(image, ExecutionId!);
        }
    }

    private IEnumerable<LifecycleExecutionResource> Deleted(Container container) =>
        (container.ImageUris ?? []).Select(uri => new LifecycleExecutionResource
        {
            AccountId = image.Arn.Account,
            ResourceId = uri,
            ImageUris = [uri],
            Region = container.Region,
            Action = Action,
            State = new() { Status = LifecycleExecutionResourceStatus.Success },
        });

    private LifecycleExecutionResource Change(Ami ami, DateTimeOffset at)
    {
        var result = CheckExclusions(ami, at);
        var deletesSnapshots = status == ResourceStatus.Deleted && request.IncludeResources?.Snapshots is true;
        if (result.Status == LifecycleExecutionResourceStatus.Success && request.IncludeResources?.Amis is true && !IsDeleted(ami))
            StateApplier.SetStatus(ami, status);
        return new()
        {
            AccountId = ami.AccountId,
            ResourceId = ami.Image,
            Region = ami.Region,
            Action = Action,
            State = result,
            Snapshots = deletesSnapshots
                ? [.. (ami.SnapshotIds ?? []).Select(id => new LifecycleExecutionSnapshotResource { SnapshotId = id, State = result })]
                : null,
        };
    }

    private static bool IsDeleted(Ami ami) => ImageStatusInfo.PhaseOf(ami.State) == ImagePhase.Deleted;

    private LifecycleExecutionResourceState CheckExclusions(Ami ami, DateTimeOffset at)
    {
        if (IsDeleted(ami) || AmiExclusions.Create(request.ExclusionRules?.Amis) is not { } exclusions)
            return new() { Status = LifecycleExecutionResourceStatus.Success };
        var window = exclusions.LastLaunched?.Before(at) ?? default;
        var kind = exclusions.Match(ami, window, out var detail, out var unknown);
        return kind != ReasonKind.None
            ? new() { Status = LifecycleExecutionResourceStatus.Skipped, Reason = ReasonText.DescribeExclusion(kind, detail, ami, exclusions) }
            : unknown != UnknownFacts.None ? Failed(ReasonText.DescribeUnknown(unknown))
            : new() { Status = LifecycleExecutionResourceStatus.Success };
    }

    private static LifecycleExecutionResourceState Failed(string reason) =>
        new() { Status = LifecycleExecutionResourceStatus.Failed, Reason = reason };
}
