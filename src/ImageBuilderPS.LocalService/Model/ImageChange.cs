using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Carries out a unit of an execution: changes an image and its outputs.</summary>
internal static class ImageChange
{
    public static LifecycleExecutionResourceState InProgress() => new() { Status = LifecycleExecutionResourceStatus.InProgress };

    public static LifecycleExecutionResourceState Success() => new() { Status = LifecycleExecutionResourceStatus.Success };

    public static LifecycleExecutionResourceState Failed(string reason) =>
        new() { Status = LifecycleExecutionResourceStatus.Failed, Reason = reason };

    public static LifecycleExecutionResourceState Skipped(string reason) =>
        new() { Status = LifecycleExecutionResourceStatus.Skipped, Reason = reason };

    /// <summary>Carries out a unit. What is already gone is a success.</summary>
    public static void CarryOut(OperationContext context, ExecutionRun run, ExecutionUnit unit)
    {
        var stored = context.State.Images.Find(ImageArn.Parse(unit.Image.ResourceId!));
        if (run.Request is { } request)
            ManualStateUpdate.Plan(context, unit, stored, request);
        var due = unit.Outputs.FindAll(output => IsInProgress(output.State));
        due.ForEach(output => ChangeOutput(context, unit, stored?.Image, output));
        // The image lists the states of its AMIs, also if it does not change itself.
        if (stored is not null)
            context.State.Images.Put(stored);
        if (!IsInProgress(unit.Image.State))
            return;
        // An image stays while a resource that was to change with it cannot.
        if (due.Find(output => output.State!.Status == LifecycleExecutionResourceStatus.Failed) is { } failed)
            unit.Image.State = Failed($"{failed.ResourceId}: {failed.State!.Reason}");
        else
            ChangeImage(context, run, unit, stored);
    }

    private static void ChangeImage(OperationContext context, ExecutionRun run, ExecutionUnit unit, StoredImage? stored)
    {
        unit.Image.State = Success();
        if (stored is null)
            return;
        StateApplier.SetStatus(stored.Image, unit.Status, context.Now);
        stored.Image.LifecycleExecutionId = run.Id;
        if (unit.Status == ImageStatus.Deleted)
            context.State.Images.Remove(stored);
        else
            context.State.Images.Put(stored);
    }

    private static void ChangeOutput(OperationContext context, ExecutionUnit unit, Image? image, LifecycleExecutionResource output)
    {
        if (output.ImageUris is not null)
        {
            output.State = Success();
            return;
        }
        var (account, region) = (output.AccountId ?? context.State.Account, output.Region ?? context.State.Region);
        var ami = image?.OutputResources?.Amis?.FirstOrDefault(ami => ami.Image == output.ResourceId && ami.Region == output.Region);
        // A target that failed has no AMI, and so no id. It stays failed.
        var isDone = output.ResourceId is null || ImageStatusInfo.IsDone(ami?.State?.Status, unit.Status);
        output.State = isDone ? Success() : AmiChange.CarryOut(context, account, region, output.ResourceId!, unit.Status);
        if (output.State.Status == LifecycleExecutionResourceStatus.Success && ami is not null && !isDone)
            StateApplier.SetStatus(ami, unit.Status);
        foreach (var snapshot in output.Snapshots ?? [])
        {
            snapshot.State = output.State.Status == LifecycleExecutionResourceStatus.Success
                ? AmiChange.DeleteSnapshot(context, account, region, snapshot.SnapshotId!)
                : output.State;
        }
    }

    private static bool IsInProgress(LifecycleExecutionResourceState? state) =>
        state?.Status == LifecycleExecutionResourceStatus.InProgress;
}
