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

    [JsonIgnore]
    public bool HasFailed => Image.State?.Status == LifecycleExecutionResourceStatus.Failed;

    [JsonIgnore]
    public bool HasImpact => IsDone(Image) || Outputs.Exists(IsDone);

    public void Begin(DateTimeOffset at) => Image.StartTime = at;

    public void End(DateTimeOffset at)
    {
        Image.EndTime = at;
        Outputs.ForEach(output => (output.StartTime, output.EndTime) = (Image.StartTime, at));
    }

    private static bool IsDone(LifecycleExecutionResource resource) =>
        resource.State?.Status == LifecycleExecutionResourceStatus.Success;
}
