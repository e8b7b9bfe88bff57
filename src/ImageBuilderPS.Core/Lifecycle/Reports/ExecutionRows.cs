using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>The resources of an execution as rows of a report.</summary>
internal static class ExecutionRows
{
    private const string Restore = "Restore";

    /// <summary>The rows.</summary>
    /// <param name="execution">The execution.</param>
    /// <param name="resources">Its resources. The AMIs and containers of an image come after it.</param>
    public static IEnumerable<LifecycleReportRow> From(LifecycleExecution execution, IReadOnlyList<LifecycleExecutionResource> resources)
    {
        string? image = null;
        foreach (var resource in resources)
        {
            if (Arn.Parse(resource.ResourceId)?.ResourceType == "image")
            {
                image = resource.ResourceId;
                yield return Row(execution, resource, image, LifecycleResourceType.Image, resource.ResourceId, resource.State);
                continue;
            }
            foreach (var uri in resource.ImageUris ?? [])
                yield return Row(execution, resource, image, LifecycleResourceType.Container, uri, resource.State);
            if (resource.ImageUris is not null)
                continue;
            yield return Row(execution, resource, image, LifecycleResourceType.Ami, resource.ResourceId, resource.State);
            foreach (var snapshot in resource.Snapshots ?? [])
                yield return Row(execution, resource, image, LifecycleResourceType.Snapshot, snapshot.SnapshotId, snapshot.State);
        }
    }

    private static LifecycleReportRow Row(
        LifecycleExecution execution, LifecycleExecutionResource resource, string? image, LifecycleResourceType type, string? id, LifecycleExecutionResourceState? state)
    {
        var name = (Arn.Parse(image)?.ResourceId ?? "").Split('/');
        return new()
        {
            Kind = KindOf(resource.Action?.Name, state?.Status),
            PolicyName = execution.LifecyclePolicyArn is { } policy ? Arn.ShortName(policy) : null,
            LifecycleExecutionId = execution.LifecycleExecutionId,
            Action = ActionOf(resource.Action?.Name),
            At = resource.EndTime ?? resource.StartTime ?? execution.StartTime,
            ResourceType = type.ToString(),
            ResourceId = id,
            ImageArn = image,
            AmiId = type is LifecycleResourceType.Ami or LifecycleResourceType.Snapshot ? resource.ResourceId : null,
            Region = resource.Region ?? (type == LifecycleResourceType.Image ? Arn.Parse(image)?.Region : null),
            AccountId = resource.AccountId,
            RecipeName = name.Length > 1 ? name[0] : null,
            RecipeVersion = name.Length > 1 ? name[1] : null,
            Reason = state?.Reason ?? resource.Action?.Reason,
            Outcome = state?.Status,
        };
    }

    private static string? ActionOf(string? name) => name switch
    {
        LifecycleExecutionResourceActionName.Delete => nameof(LifecycleAction.Delete),
        LifecycleExecutionResourceActionName.Disable => nameof(LifecycleAction.Disable),
        LifecycleExecutionResourceActionName.Deprecate => nameof(LifecycleAction.Deprecate),
        LifecycleExecutionResourceActionName.Available => Restore,
        _ => name,
    };

    private static LifecycleEffect KindOf(string? action, string? status) => status switch
    {
        LifecycleExecutionResourceStatus.Failed => LifecycleEffect.Failed,
        LifecycleExecutionResourceStatus.Skipped => LifecycleEffect.Skip,
        LifecycleExecutionResourceStatus.Success => action switch
        {
            LifecycleExecutionResourceActionName.Delete => LifecycleEffect.Delete,
            LifecycleExecutionResourceActionName.Disable => LifecycleEffect.Disable,
            LifecycleExecutionResourceActionName.Deprecate => LifecycleEffect.Deprecate,
            LifecycleExecutionResourceActionName.Available => LifecycleEffect.Restore,
            _ => LifecycleEffect.Unknown,
        },
        LifecycleExecutionResourceStatus.InProgress => LifecycleEffect.InProgress,
        _ => LifecycleEffect.Unknown,
    };
}
