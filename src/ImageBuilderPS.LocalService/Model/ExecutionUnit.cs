using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>One image of an execution with its outputs. They are carried out together.</summary>
internal sealed class ExecutionUnit(LifecycleExecutionResource image, Action<ExecutionUnit, DateTimeOffset> carryOut)
{
    public LifecycleExecutionResource Image { get; } = image;

    /// <summary>The AMIs and containers of the image.</summary>
    public List<LifecycleExecutionResource> Outputs { get; } = [];

    public bool HasFailed => Image.State?.Status == LifecycleExecutionResourceStatus.Failed;

    public void Begin(DateTimeOffset at)
    {
        Image.StartTime = at;
        Image.State ??= new() { Status = LifecycleExecutionResourceStatus.InProgress };
    }

    public void CarryOut(DateTimeOffset at)
    {
        carryOut(this, at);
        Image.EndTime = at;
        foreach (var output in Outputs)
            (output.StartTime, output.EndTime) = (Image.StartTime, at);
    }
}
