using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Reads and cancels runs of policies, and changes the state of images manually.</summary>
internal static class ExecutionOperations
{
    private static readonly ImageBuildVersionArnAttribute BuildVersionArn = new();
    private static readonly LifecyclePolicyArnAttribute PolicyArn = new();

    public static GetLifecycleExecutionResponse Get(OperationContext context, GetLifecycleExecutionRequest request) =>
        new() { LifecycleExecution = Require(context, request.LifecycleExecutionId!).View() };

    public static ListLifecycleExecutionsResponse List(OperationContext context, ListLifecycleExecutionsRequest request)
    {
        var arn = request.ResourceArn!;
        if (!BuildVersionArn.IsValid(arn) && !PolicyArn.IsValid(arn))
            throw new InvalidRequestException($"The resource {arn} is neither an image build version nor a lifecycle policy, which alone have executions.");
        // An image lists its own state updates, not the policies' runs that changed it.
        var entries = context.State.Executions.After(ListPages.After(request))
            .Where(entry => entry.Value.ResourceArn == arn)
            .Select(entry => new KeyValuePair<string, LifecycleExecution>(entry.Key, entry.Value.View()));
        var (items, next) = ListPages.Page(request, entries);
        return new() { LifecycleExecutions = items, NextToken = next };
    }

    public static ListLifecycleExecutionResourcesResponse ListResources(OperationContext context, ListLifecycleExecutionResourcesRequest request)
    {
        var run = Require(context, request.LifecycleExecutionId!);
        var after = ListPages.After(request);
        var resources = request.ParentResourceId is { } parent
            ? run.Started.Where(unit => unit.Image.ResourceId == parent).SelectMany(unit => unit.Outputs)
            : run.Started.Select(unit => unit.Image);
        var entries = resources
            .Select((resource, i) => new KeyValuePair<string, LifecycleExecutionResource>(i.ToString("D10", CultureInfo.InvariantCulture), resource))
            .Where(entry => after is null || string.CompareOrdinal(entry.Key, after) > 0);
        var (items, next) = ListPages.Page(request, entries);
        return new()
        {
            LifecycleExecutionId = run.Id,
            LifecycleExecutionState = run.State(),
            Resources = items,
            NextToken = next,
        };
    }

    public static CancelLifecycleExecutionResponse Cancel(OperationContext context, CancelLifecycleExecutionRequest request)
    {
        var run = Require(context, request.LifecycleExecutionId!);
        if (!IsCancellable(run))
            throw new InvalidRequestException($"The lifecycle execution {run.Id} is {run.State().Status}. Only an execution in progress can be cancelled.");
        Cancel(context, run);
        return new() { LifecycleExecutionId = run.Id };
    }

    public static StartResourceStateUpdateResponse UpdateState(OperationContext context, StartResourceStateUpdateRequest request)
    {
        if (request.State?.Status is null)
            throw new InvalidRequestException("state.status is missing. Give the new state of the image.");
        var image = ImageOperations.Require(context, request.ResourceArn!);
        var run = ManualStateUpdate.Start(context, image, request);
        return new() { LifecycleExecutionId = run?.Id, ResourceArn = request.ResourceArn };
    }

    /// <summary>Cancels the run of a policy that is in progress, if there is one.</summary>
    public static void CancelRun(OperationContext context, string policyArn)
    {
        if (context.State.Executions.FindRunning(policyArn) is { } run && IsCancellable(run))
            Cancel(context, run);
    }

    private static ExecutionRun Require(OperationContext context, string id) => context.State.Executions.Find(id)
        ?? throw new ResourceNotFoundException(
            $"The lifecycle execution {id} does not exist in account {context.State.Account} and region {context.State.Region}.");

    private static void Cancel(OperationContext context, ExecutionRun run)
    {
        run.Cancel();
        context.State.Executions.Put(run);
    }

    private static bool IsCancellable(ExecutionRun run) => !run.HasEnded && !run.IsCancelled;
}
