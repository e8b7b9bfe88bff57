using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Reads images.</summary>
[Cmdlet(VerbsCommon.Get, "IBImage")]
[OutputType(typeof(Image))]
public sealed class GetIBImageCommand : ImageBuilderCmdlet
{
    /// <summary>The ARN of an image build version, or of an image version.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageArnCompleter))]
    [ValidateMember(typeof(GetImageRequest), nameof(GetImageRequest.ImageBuildVersionArn))]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var arn in ImageBuildVersionArn!)
            WriteObject(Send(new GetImageRequest { ImageBuildVersionArn = arn })?.Image);
    }
}
