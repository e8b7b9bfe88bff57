using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>A manual state change of one image. It is an execution with one image, or happens at once.</summary>
/// <remarks>Source: API page StartResourceStateUpdate, as of autumn 2026.</remarks>
internal static class ManualStateUpdate
{
    /// <summary>Starts a change.</summary>
    /// <returns>The execution; null when the image has changed at once.</returns>
    /// <exception cref="InvalidRequestException">The state of the image does not allow it.</exception>
    /// <exception cref="ResourceInUseException">Another change of the image is in progress.</exception>
    public static ExecutionRun? Start(OperationContext context, StoredImage image, StartResourceStateUpdateRequest request)
    {
        var status = request.State!.Status!;
        ThrowIfRefused(context, image, request, status);
        if (request.IncludeResources is null && request.UpdateAt is null)
        {
            StateApplier.SetStatus(image.Image, status, context.Now);
            context.State.Images.Put(image);
            return null;
        }
        var unit = new ExecutionUnit(
            new()
            {
                AccountId = image.Arn.Account,
                ResourceId = image.Arn.ToString(),
                Region = image.Arn.Region,
                Action = ActionOf(status),
                State = ImageChange.InProgress(),
            },
            status);
        var run = new ExecutionRun(ExecutionRun.NewId(), image.Arn.ToString(), [unit], request.UpdateAt ?? context.Now, context.Settings.Step)
        {
            Request = request,
        };
        if (request.UpdateAt is { } at)
            Schedule(context, image, request, at);
        ExecutionWork.Start(context, run);
        return run;
    }

    /// <summary>Decides what happens to the image and its outputs, when the change is carried out.</summary>
    public static void Plan(OperationContext context, ExecutionUnit unit, StoredImage? image, StartResourceStateUpdateRequest request)
    {
        if (image is not null && image.Status != unit.Status && !ImageStatusInfo.CanBecome(image.Status, unit.Status))
        {
            unit.Image.State = ImageChange.Failed(NotAllowed(image, unit.Status));
            return;
        }
        var outputs = image is null ? null : AmiFacts.Add(context, image.Image).OutputResources;
        if (request.IncludeResources?.Amis is true)
            unit.Outputs.AddRange((outputs?.Amis ?? []).Select(ami => OutputOf(context, unit, ami, request)));
        if (request.IncludeResources?.Containers is true)
            unit.Outputs.AddRange((outputs?.Containers ?? []).SelectMany(container => OutputsOf(unit, container)));
        // With DELETED a skipped AMI keeps the image resource; with the other states the image changes all the same.
        if (unit.Status == ResourceStatus.Deleted
            && unit.Outputs.Find(output => output.State?.Status == LifecycleExecutionResourceStatus.Skipped) is { } kept)
        {
            unit.Image.State = ImageChange.Skipped($"{kept.ResourceId} stays: {kept.State!.Reason}");
        }
    }

    private static void ThrowIfRefused(OperationContext context, StoredImage image, StartResourceStateUpdateRequest request, string status)
    {
        if (!ImageStatusInfo.HasEnded(image.Status))
            throw new InvalidRequestException($"The image {image.Arn} is {image.Status}. Wait until it is AVAILABLE, FAILED or CANCELLED.");
        var isDeletion = status == ResourceStatus.Deleted;
        if (!isDeletion && ImageStatusInfo.PhaseOf(image.Status) is ImagePhase.Failed or ImagePhase.Cancelled)
            throw new InvalidRequestException($"{NotAllowed(image, status)} It can only become DELETED.");
        if (!isDeletion && image.Image.Type == ImageType.Docker)
            throw new InvalidRequestException($"The image {image.Arn} is a container image. It can only become DELETED.");
        if (request.IncludeResources is null && image.Status != status && !ImageStatusInfo.CanBecome(image.Status, status))
            throw new InvalidRequestException(NotAllowed(image, status));
        if (request.UpdateAt is { } at && at <= context.Now)
            throw new InvalidRequestException($"updateAt: got {at:O}, expected a time after {context.Now:O}.");
        if (context.State.Executions.FindRunning(image.Arn.ToString()) is { } running)
            throw new ResourceInUseException($"The image {image.Arn} is being changed by {running.Id}. Try again when that has ended.");
    }

    // EC2 gets the time of the deprecation at once.
    private static void Schedule(OperationContext context, StoredImage image, StartResourceStateUpdateRequest request, DateTimeOffset at)
    {
        image.Image.DeprecationTime = at;
        context.State.Images.Put(image);
        if (request.IncludeResources?.Amis is not true)
            return;
        foreach (var ami in AmiFacts.Add(context, image.Image).OutputResources?.Amis ?? [])
        {
            if (ami.Image is { } id && CheckExclusions(ami, request, context.Now).Status == LifecycleExecutionResourceStatus.InProgress)
                AmiChange.Schedule(context, DistributedAmis.AccountOf(context, ami), DistributedAmis.RegionOf(context, ami), id, at);
        }
    }

    private static string NotAllowed(StoredImage image, string status) =>
        $"An image that is {image.Status} cannot become {status}.";

    private static LifecycleExecutionResource OutputOf(
        OperationContext context, ExecutionUnit unit, Ami ami, StartResourceStateUpdateRequest request)
    {
        var state = CheckExclusions(ami, request, context.Now);
        return new()
        {
            AccountId = ami.AccountId,
            ResourceId = ami.Image,
            Region = ami.Region,
            Action = unit.Image.Action,
            State = state,
            Snapshots = request.IncludeResources?.Snapshots is true
                ? [.. (ami.SnapshotIds ?? []).Select(id => new LifecycleExecutionSnapshotResource { SnapshotId = id, State = state })]
                : null,
        };
    }

    private static IEnumerable<LifecycleExecutionResource> OutputsOf(ExecutionUnit unit, Container container) =>
        (container.ImageUris ?? []).Select(uri => new LifecycleExecutionResource
        {
            AccountId = unit.Image.AccountId,
            ResourceId = uri,
            ImageUris = [uri],
            Region = container.Region,
            Action = unit.Image.Action,
            State = ImageChange.InProgress(),
        });

    private static LifecycleExecutionResourceState CheckExclusions(Ami ami, StartResourceStateUpdateRequest request, DateTimeOffset at)
    {
        if (ImageStatusInfo.PhaseOf(ami.State) == ImagePhase.Deleted || AmiExclusions.Create(request.ExclusionRules?.Amis) is not { } exclusions)
            return ImageChange.InProgress();
        var known = new KnownAmi(ami, fact: null);
        var kind = exclusions.Match(known, exclusions.LastLaunched?.Before(at) ?? default, out var detail, out var unknown);
        return kind != ReasonKind.None ? ImageChange.Skipped(ReasonText.DescribeExclusion(kind, detail, known, exclusions))
            : unknown != UnknownFacts.None ? ImageChange.Failed(ReasonText.DescribeUnknown(unknown))
            : ImageChange.InProgress();
    }

    private static LifecycleExecutionResourceAction ActionOf(string status) => new()
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
}
