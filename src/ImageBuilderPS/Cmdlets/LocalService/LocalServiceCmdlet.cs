using System.Management.Automation;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Cmdlets.LocalService;

/// <summary>A cmdlet for the state of the local service that the cmdlets of this runspace use.</summary>
public abstract class LocalServiceCmdlet : PSCmdlet
{
    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        if (ModuleState.UseLocalService(WriteWarning) is { } service)
        {
            Process(service);
            CompletionCache.Shared.Reset();
            return;
        }
        var error = new InvalidOperationException("There is no local service in this process. Start one with Start-IBLocalService.");
        ThrowTerminatingError(new(error, "NoLocalService", ErrorCategory.ObjectNotFound, null)
        {
            ErrorDetails = new(error.Message) { RecommendedAction = "Start-IBLocalService." },
        });
    }

    /// <summary>Does the work of the cmdlet.</summary>
    /// <param name="service">The service.</param>
    protected abstract void Process(ILocalService service);

    /// <summary>Whether a change may be made.</summary>
    /// <param name="service">The service.</param>
    /// <param name="action">The change: <c>Stop the clock</c>.</param>
    protected bool ShouldChange(ILocalService service, string action) => ShouldProcess($"local service at {ModuleState.Text(service.Url)}", action);
}

/// <summary>A cmdlet that replaces the time or the state of the local service.</summary>
public abstract class LocalServiceChangeCmdlet : LocalServiceCmdlet
{
    /// <summary>Writes the URL, the time and the settings of the service.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Shows the result of a change: as an object with -PassThru, else as a message to who typed it.</summary>
    /// <param name="service">The service.</param>
    protected void WriteStatus(ILocalService service)
    {
        var status = service.Status;
        if (PassThru)
            WriteObject(status);
        else
            this.Say($"Local service at {status}.");
    }

    /// <summary>Ends the cmdlet: the clock cannot have a time.</summary>
    /// <param name="error">The refusal of the service.</param>
    /// <param name="action">What to do instead.</param>
    protected void ThrowInvalidTime(Exception error, string action) => ThrowTerminatingError(
        new(error, "InvalidTime", ErrorCategory.InvalidArgument, null) { ErrorDetails = new(error.Message) { RecommendedAction = action } });
}
