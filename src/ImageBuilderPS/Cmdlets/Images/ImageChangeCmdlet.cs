using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Images;

/// <summary>A cmdlet that changes images in progress.</summary>
/// <typeparam name="TRequest">The request.</typeparam>
/// <typeparam name="TResponse">The response.</typeparam>
public abstract class ImageChangeCmdlet<TRequest, TResponse> : ChangeCmdlet
    where TRequest : Request<TResponse>, IIdempotent
    where TResponse : Response, new()
{
    /// <summary>The ARN of an image build version.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageToChangeCompleter))]
    [ApiMember(typeof(RetryImageRequest), nameof(RetryImageRequest.ImageBuildVersionArn))]
    [TextInput(TakesList = true)]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <inheritdoc/>
    /// <remarks>Not bound from the pipeline: the token of a piped object belongs to another change.</remarks>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public override string? ClientToken { get; set; }

    /// <summary>The verb of the change, as it stands in the question: <c>Resume</c>.</summary>
    protected abstract string ActionVerb { get; }

    /// <inheritdoc/>
    protected override void ProcessInput() => ForEach(ImageBuildVersionArn, Change);

    /// <summary>Builds the request for an image.</summary>
    /// <param name="arn">The image.</param>
    protected abstract TRequest BuildRequest(string arn);

    private void Change(string arn)
    {
        var request = BuildRequest(arn);
        request.ClientToken = ClientToken;
        Prepare(request);
        if (ShouldChange($"{ActionVerb} image {arn}", $"{ActionVerb} an image"))
            WriteObject(SendPrepared(request));
    }
}
