using System.Management.Automation;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Cmdlets.LocalService;

/// <summary>Reads the URL, the time and the settings of the local service that the cmdlets of this runspace use.</summary>
[Cmdlet(VerbsCommon.Get, "IBLocalService", HelpUri = HelpPages.Folder + "Get-IBLocalService.md")]
[OutputType(typeof(LocalServiceStatus))]
public sealed class GetIBLocalServiceCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ModuleState.LocalService is { } service)
            WriteObject(service.Status);
    }
}
