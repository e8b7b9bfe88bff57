using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Cmdlets.Base;

namespace ImageBuilderPS.Cmdlets.Images;

/// <summary>Resumes failed and cancelled distributions from the phase in which they stopped.</summary>
[Cmdlet(VerbsLifecycle.Resume, "IBImage", SupportsShouldProcess = true, HelpUri = HelpPages.Folder + "Resume-IBImage.md")]
[OutputType(typeof(RetryImageResponse))]
public sealed class ResumeIBImageCommand : ImageChangeCmdlet<RetryImageRequest, RetryImageResponse>
{
    /// <inheritdoc/>
    protected override string ActionVerb => "Resume";

    /// <inheritdoc/>
    protected override RetryImageRequest BuildRequest(string arn) => new() { ImageBuildVersionArn = arn };
}
