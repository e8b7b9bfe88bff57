using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.LocalService;

/// <summary>Starts the local service again with its first resources; its URL stays.</summary>
[Cmdlet(VerbsCommon.Reset, "IBLocalService", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Reset-IBLocalService.md")]
[OutputType(typeof(LocalServiceStatus))]
public sealed class ResetIBLocalServiceCommand : LocalServiceChangeCmdlet
{
    /// <summary>The time to start at, also an earlier one; the real time when left out. Text without a zone is UTC.</summary>
    [Parameter]
    [TimeArgument("time")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public DateTimeOffset? Time { get; set; }

    /// <inheritdoc/>
    protected override void Process(ILocalService service)
    {
        if (!ShouldChange(service, "Remove all resources and start again with the first ones"))
            return;
        try
        {
            service.Reset(Time);
        }
        catch (ValidationException error)
        {
            ThrowInvalidTime(error, "Choose a time that the message allows, or leave out -Time for the real time.");
        }
        WriteStatus(service);
    }
}
