using System.Management.Automation;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Cmdlets.LocalService;

/// <summary>Starts the embedded Image Builder in this process; later cmdlets of this runspace talk to it.</summary>
[Cmdlet(VerbsLifecycle.Start, "IBLocalService", HelpUri = HelpPages.Folder + "Start-IBLocalService.md")]
[OutputType(typeof(LocalServiceStatus))]
public sealed class StartIBLocalServiceCommand : PSCmdlet
{
    /// <summary>The port; a free one when left out.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>Starts without the sample account.</summary>
    [Parameter]
    public SwitchParameter Empty { get; set; }

    /// <summary>How long an image stays in each state on its way, in milliseconds; 500 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0, 3_600_000)]
    public int StepMilliseconds { get; set; } = 500;

    /// <summary>How many calls a second each operation takes; no limit when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, int.MaxValue)]
    public int? Rate { get; set; }

    /// <summary>The minimum time of every response, in milliseconds; 0 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0, 60_000)]
    public int LatencyMilliseconds { get; set; }

    /// <summary>Writes the URL, the time and the settings of the service.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var service = ModuleState.StartLocalService(new()
            {
                Port = Port,
                Empty = Empty,
                Step = TimeSpan.FromMilliseconds(StepMilliseconds),
                Rate = Rate,
                Latency = TimeSpan.FromMilliseconds(LatencyMilliseconds),
            }, out var replaced);
            CompletionCache.Shared.Reset();
            if (replaced is not null)
                WriteWarning($"The earlier local service at {ModuleState.Text(replaced)} was stopped, and its state is lost.");
            if (PassThru)
                WriteObject(service.Status);
            else
                this.Say($"Listening on {ModuleState.Text(service.Url)}; cmdlets use it until Stop-IBLocalService.");
        }
        catch (IOException error)
        {
            ThrowTerminatingError(new(error, "PortInUse", ErrorCategory.ResourceBusy, Port)
            {
                ErrorDetails = new(error.Message) { RecommendedAction = "Choose another -Port, or leave it out for a free one." },
            });
        }
    }
}
