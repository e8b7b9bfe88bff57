using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Reads and stops runs of policies, and changes the state of images by hand.</summary>
internal static class ExecutionOperations
{
    public static GetLifecycleExecutionResponse Get(OperationContext call, GetLifecycleExecutionRequest request) =>
        new() { LifecycleExecution = Existing(call, request.LifecycleExecutionId!).View() };

    public static ListLifecycleExecutionsResponse List(OperationContext call, ListLifecycleExecutionsRequest request)
    {
        var entries = call.State.Executions.After(ListPages.After(request))
            .Where(entry => entry.Value.Concerns(request.ResourceArn!))
            .Select(entry => new KeyValuePair<string, LifecycleExecution>(entry.Key, entry.Value.View()));
        var (items, next) = ListPages.Page(request, entries);
        return new() { LifecycleExecutions = items, NextToken = next };
    }

    public static ListLifecycleExecutionResourcesResponse ListResources(OperationContext call, ListLifecycleExecutionResourcesRequest request)
    {
        var run = Existing(call, request.LifecycleExecutionId!);
        var after = ListPages.After(request);
        var resources = request.ParentResourceId is { } parent
            ? run.Reached.Where(unit => unit.Image.ResourceId == parent).SelectMany(unit => unit.Outputs)
            : run.Reached.Select(unit => unit.Image);
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

    public static CancelLifecycleExecutionResponse Cancel(OperationContext call, CancelLifecycleExecutionRequest request)
    {
        var run = Existing(call, request.LifecycleExecutionId!);
        if (run.HasEnded || run.IsCancelled)
            throw new InvalidRequestException($"The lifecycle execution {run.Id} is {run.State().Status}. Only one that goes on can be cancelled.");
        run.Cancel(call.Now);
        return new() { LifecycleExecutionId = run.Id };
    }

    public static StartResourceStateUpdateResponse UpdateState(OperationContext call, StartResourceStateUpdateRequest request)
    {
        if (request.State?.Status is null)
            throw new InvalidRequestException("state.status is missing: the state that the image is to be put in.");
        var image = ImageOperations.Existing(call, request.ResourceArn!);
        var run = ManualStateUpdate.Start(call, image, request);
        return new() { LifecycleExecutionId = run.Id, ResourceArn = request.ResourceArn };
    }

    private static ExecutionRun Existing(OperationContext call, string id) => call.State.Executions.Find(id)
        ?? throw new ResourceNotFoundException(
            $"The lifecycle execution {id} does not exist in account {call.State.Account} and region {call.State.Region}.");
}
