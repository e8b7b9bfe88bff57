using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Images;

/// <summary>Deletes the records of images; their AMIs, snapshots and container images stay.</summary>
[Cmdlet(VerbsCommon.Remove, "IBImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = HelpPages.Folder + "Remove-IBImage.md")]
[OutputType(typeof(void))]
public sealed class RemoveIBImageCommand : ImageBuilderCmdlet
{
    /// <summary>The ARN of an image build version.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageArnCompleter))]
    [ApiMember(typeof(DeleteImageRequest), nameof(DeleteImageRequest.ImageBuildVersionArn))]
    [TextInput(TakesList = true)]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput() => ForEach(ImageBuildVersionArn, Remove);

    private void Remove(string arn)
    {
        var request = new DeleteImageRequest { ImageBuildVersionArn = arn };
        ThrowIfInvalid(request);
        var description = $"Delete only the record of image {arn}{Consequence(arn)}";
        if (ShouldProcess(description, description + ". Delete the record?", "Delete the record of an image"))
            SendPrepared(request);
    }

    private string Consequence(string arn)
    {
        if (!this.IsDescriptionShown(ConfirmImpact.High))
            return "";
        var outputs = TryRead(() => Send(new GetImageRequest { ImageBuildVersionArn = arn }).Image ?? new Image())?.OutputResources;
        var (stays, include) = outputs switch
        {
            { Containers.Length: > 0 } => ("Its container images", "-IncludeContainer"),
            { Amis: { Length: > 0 } amis } => ($"Its {(amis.Length == 1 ? "AMI and the AMI's" : $"{amis.Length} AMIs and their")} snapshots", "-IncludeAmi -IncludeSnapshot"),
            _ => ("Its AMIs and snapshots, if it has any,", "-IncludeAmi -IncludeSnapshot"),
        };
        return $". {stays} stay, no lifecycle policy finds them again, and they cost money until you delete them. "
            + $"To delete all: Start-IBResourceStateUpdate {arn} DELETED {include} -ExecutionRole ROLE";
    }
}
