using System.Management.Automation;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Cancels images that are under way.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IBImage", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Stop-IBImage.md")]
[OutputType(typeof(CancelImageCreationResponse))]
public sealed class StopIBImageCommand : ImageChangeCmdlet<CancelImageCreationRequest, CancelImageCreationResponse>
{
    /// <inheritdoc/>
    protected override string ActionVerb => "Cancel";

    /// <inheritdoc/>
    protected override CancelImageCreationRequest Build(string arn) => new() { ImageBuildVersionArn = arn };
}
