using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Cmdlets.Base;

namespace ImageBuilderPS.Cmdlets.Images;

/// <summary>Cancels images that are in progress.</summary>
[Cmdlet(VerbsLifecycle.Stop, "IBImage", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Stop-IBImage.md")]
[OutputType(typeof(CancelImageCreationResponse))]
public sealed class StopIBImageCommand : ImageChangeCmdlet<CancelImageCreationRequest, CancelImageCreationResponse>
{
    /// <inheritdoc/>
    protected override string ActionVerb => "Cancel";

    /// <inheritdoc/>
    protected override CancelImageCreationRequest BuildRequest(string arn) => new() { ImageBuildVersionArn = arn };
}
