using System.Management.Automation;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Commands;

/// <summary>Ends the embedded Image Builder that Start-IBLocalService began; later cmdlets talk to AWS again.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IBLocalService")]
public sealed class StopIBLocalServiceCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() =>
        WriteVerbose(Session.StopLocalService() ? "The local service has ended." : "No local service was running.");
}
