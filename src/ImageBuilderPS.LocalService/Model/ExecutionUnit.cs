using System.Text.Json.Serialization;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>One image of an execution with its outputs. They are carried out together: those that are IN_PROGRESS change, the others stay as they are.</summary>
/// <param name="image">The image resource.</param>
/// <param name="status">The status that the image and its outputs get.</param>
internal sealed class ExecutionUnit(LifecycleExecutionResource image, string status)
{
    public LifecycleExecutionResource Image { get; } = image;

    public string Status { get; } = status;

    /// <summary>The AMIs and containers of the image.</summary>
    public List<LifecycleExecutionResource> Outputs { get; init; } = [];

    /// <summary>Why the image failed, or else the first of its outputs and their snapshots that failed; null when none did.</summary>
    [JsonIgnore]
    public string? Failure => Reason(null, Image.State)
        ?? Outputs.SelectMany(Failures).FirstOrDefault(reason => reason is not null);

    [JsonIgnore]
    public bool HasImpact => IsDone(Image) || Outputs.Exists(IsDone);

    public void Begin(DateTimeOffset at) => Image.StartTime = at;

    public void End(DateTimeOffset at)
    {
        Image.EndTime = at;
        Outputs.ForEach(output => (output.StartTime, output.EndTime) = (Image.StartTime, at));
    }

    private static IEnumerable<string?> Failures(LifecycleExecutionResource output) =>
    [
        Reason(output.ResourceId, output.State),
        .. (output.Snapshots ?? []).Select(snapshot => Reason(snapshot.SnapshotId, snapshot.State)),
    ];

    // The reason of an image already names the output that kept it.
    private static string? Reason(string? id, LifecycleExecutionResourceState? state) =>
        state?.Status != LifecycleExecutionResourceStatus.Failed ? null
        : id is null ? state.Reason ?? ""
        : $"{id}: {state.Reason}";

    private static bool IsDone(LifecycleExecutionResource resource) =>
        resource.State?.Status == LifecycleExecutionResourceStatus.Success;
}
