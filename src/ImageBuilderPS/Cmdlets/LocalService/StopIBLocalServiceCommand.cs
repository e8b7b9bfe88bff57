using System.Management.Automation;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Cmdlets.LocalService;

/// <summary>Ends the embedded Image Builder that the cmdlets of this runspace talk to; later ones talk to AWS again.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IBLocalService", HelpUri = HelpPages.Folder + "Stop-IBLocalService.md")]
public sealed class StopIBLocalServiceCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var ended = ModuleState.StopLocalService();
        CompletionCache.Shared.Reset();
        WriteVerbose($"{(ended is null ? "No local service was running." : $"The local service at {ModuleState.Text(ended)} has ended.")} {ModuleState.FromNowOn(ModuleState.LocalUrl)}");
    }
}
