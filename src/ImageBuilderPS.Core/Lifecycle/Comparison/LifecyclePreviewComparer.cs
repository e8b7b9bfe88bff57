using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Comparison;

/// <summary>Compares a preview of one run with the execution that the service carried out, resource by resource.</summary>
public sealed class LifecyclePreviewComparer
{
    private const string Nothing = "nothing";
    private readonly Dictionary<ResourceKey, (string Text, PreviewedResource Resource)> expected = [];
    private readonly HashSet<ResourceKey> open = [];
    private readonly HashSet<ResourceKey> openSnapshots = [];
    private readonly Dictionary<ResourceKey, string> kept = [];

    /// <summary>A comparison with a preview.</summary>
    /// <param name="preview">The decisions of one run.</param>
    /// <exception cref="ArgumentException">The decisions are of several runs, or lack an action or a type.</exception>
    public LifecyclePreviewComparer(IEnumerable<PreviewedResource> preview)
    {
        DateTimeOffset? at = null;
        foreach (var resource in preview)
        {
            if (!Enum.TryParse<LifecycleAction>(resource.Action, out var action) || resource.ResourceType is null)
                throw new ArgumentException($"Got a decision with the action '{resource.Action}' and the resource type '{resource.ResourceType}', expected the output of Get-IBLifecyclePreview.");
            if (at is not null && resource.At is not null && at != resource.At)
                throw new ArgumentException($"Got decisions of the runs at {at:u} and {resource.At:u}, expected those of one run. Filter by At.");
            at ??= resource.At;
            Add(resource, action);
        }
    }

    /// <summary>Compares.</summary>
    /// <param name="executionId">The execution's id.</param>
    /// <param name="resources">Each image resource of the execution with its AMIs and containers.</param>
    public LifecyclePreviewTest Compare(
        string? executionId, IEnumerable<(LifecycleExecutionResource Image, IReadOnlyList<LifecycleExecutionResource> Outputs)> resources)
    {
        var differences = new List<LifecyclePreviewDifference>();
        var compared = 0;
        var missing = new Dictionary<ResourceKey, (string Text, PreviewedResource Resource)>(expected);
        foreach (var (key, text, reason) in resources.SelectMany(unit => Actual(unit.Image, unit.Outputs)))
        {
            if (open.Contains(key) || openSnapshots.Contains(key with { Id = null }))
                continue;
            compared++;
            missing.Remove(key);
            if (!expected.TryGetValue(key, out var wanted))
                differences.Add(new(key, Nothing, text, kept.TryGetValue(key, out var why) ? why : null, reason, GuideSentences.Default));
            else if (wanted.Text != text)
                differences.Add(new(key, wanted.Text, text, wanted.Resource.Reason, reason, GuideSentences.Of(wanted.Resource)));
        }
        foreach (var (key, wanted) in missing.Select(entry => (entry.Key, entry.Value)))
            differences.Add(new(key, wanted.Text, Nothing, wanted.Resource.Reason, null, GuideSentences.Of(wanted.Resource)));
        return new(executionId, compared + missing.Count, open.Count + openSnapshots.Count, [.. differences]);
    }

    private static IEnumerable<(ResourceKey Key, string Text, string? Reason)> Actual(
        LifecycleExecutionResource image, IReadOnlyList<LifecycleExecutionResource> outputs)
    {
        yield return (KeyOf(nameof(LifecycleResourceType.Image), image.ResourceId, image.ResourceId, null, null), TextOf(image), ReasonOf(image.State, image.Action));
        foreach (var output in outputs)
        {
            foreach (var uri in output.ImageUris ?? [])
                yield return (KeyOf(nameof(LifecycleResourceType.Container), uri, image.ResourceId, null, output.Region), TextOf(output), ReasonOf(output.State, output.Action));
            if (output.ImageUris is not null)
                continue;
            yield return (KeyOf(nameof(LifecycleResourceType.Ami), output.ResourceId, image.ResourceId, output.ResourceId, output.Region), TextOf(output), ReasonOf(output.State, output.Action));
            foreach (var snapshot in output.Snapshots ?? [])
            {
                yield return (
                    KeyOf(nameof(LifecycleResourceType.Snapshot), snapshot.SnapshotId, image.ResourceId, output.ResourceId, output.Region),
                    TextOf(output.Action?.Name, snapshot.State?.Status),
                    snapshot.State?.Reason);
            }
        }
    }

    private void Add(PreviewedResource resource, LifecycleAction action)
    {
        var key = KeyOf(resource.ResourceType!, resource.ResourceId, resource.ImageArn, resource.AmiId, resource.Region);
        var isOpen = action == LifecycleAction.Unknown || resource.Outcome == nameof(LifecycleOutcome.Unknown);
        if (action == LifecycleAction.Keep)
            kept[key] = resource.Reason ?? "";
        else if (isOpen)
            (key is { Type: nameof(LifecycleResourceType.Snapshot), Id: null } ? openSnapshots : open).Add(key);
        else
            expected[key] = (TextOf(resource, action), resource);
    }

    // An image is in the region of its ARN, and only images have no AMI.
    private static ResourceKey KeyOf(string type, string? id, string? imageArn, string? amiId, string? region) => type == nameof(LifecycleResourceType.Image)
        ? new(type, id, id, null, null)
        : new(type, id, imageArn, amiId, region);

    private static string TextOf(PreviewedResource resource, LifecycleAction action) => action == LifecycleAction.Skip
        ? LifecycleExecutionResourceStatus.Skipped
        : TextOf(action.ToString().ToUpperInvariant(), resource.Outcome switch
        {
            nameof(LifecycleOutcome.Refused) => LifecycleExecutionResourceStatus.Failed,
            nameof(LifecycleOutcome.SharedSnapshot) => LifecycleExecutionResourceStatus.Skipped,
            _ => LifecycleExecutionResourceStatus.Success,
        });

    private static string TextOf(LifecycleExecutionResource resource) => TextOf(resource.Action?.Name, resource.State?.Status);

    // Which action a skipped resource escaped does not matter.
    private static string TextOf(string? action, string? status) =>
        status == LifecycleExecutionResourceStatus.Skipped ? status : $"{action} {status}";

    private static string? ReasonOf(LifecycleExecutionResourceState? state, LifecycleExecutionResourceAction? action) => state?.Reason ?? action?.Reason;
}
