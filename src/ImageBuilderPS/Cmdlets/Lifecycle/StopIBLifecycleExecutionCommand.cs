using System.Management.Automation;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Stops runs of lifecycle policies after the resource that each is at; nothing is rolled back.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IBLifecycleExecution", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Stop-IBLifecycleExecution.md")]
[OutputType(typeof(CancelLifecycleExecutionResponse))]
public sealed class StopIBLifecycleExecutionCommand : ChangeCmdlet
{
    /// <summary>The run's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(LifecycleExecutionIdCompleter))]
    [ApiMember(typeof(CancelLifecycleExecutionRequest), nameof(CancelLifecycleExecutionRequest.LifecycleExecutionId))]
    [TextInput(TakesList = true)]
    public string[]? LifecycleExecutionId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput() => ForEach(LifecycleExecutionId, id =>
    {
        var request = new CancelLifecycleExecutionRequest { LifecycleExecutionId = id, ClientToken = ClientToken };
        Prepare(request);
        var description = $"Stop lifecycle execution {id}; what it has done stays done";
        if (ShouldProcess(description, description + ". Stop it?", "Stop a lifecycle execution"))
            WriteObject(SendPrepared(request));
    });
}
