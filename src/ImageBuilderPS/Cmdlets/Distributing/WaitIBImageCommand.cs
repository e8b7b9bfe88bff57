using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Waits until images are available, and writes where they arrived.</summary>
[Cmdlet(VerbsLifecycle.Wait, "IBImage", HelpUri = HelpPages.Folder + "Wait-IBImage.md")]
[OutputType(typeof(ImageDistribution))]
public sealed class WaitIBImageCommand : ImageBuilderCmdlet
{
    private PipelineDrain<(GetImageRequest Request, string? SourceImage)>? pump;
    private DistributionProgress? progress;
    private ImageWaiter? waiter;

    /// <summary>The ARN of an image build version.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageArnCompleter))]
    [ApiMember(typeof(DistributeImageResponse), nameof(DistributeImageResponse.ImageBuildVersionArn))]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <summary>What was distributed, as answers to distributions tell it; it goes to the output.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SourceImage { get; set; }

    /// <summary>How long each image is waited for, in seconds; 7200 by default.</summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    public int TimeoutSeconds { get; set; } = 7200;

    /// <summary>The longest pause between two looks at an image, in seconds; 30 by default. The first are shorter.</summary>
    [Parameter]
    [ValidateRange(0.05, 3600)]
    public double PollingIntervalSeconds { get; set; } = 30;

    /// <summary>Writes results as images become available rather than in input order.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        progress = new(this, "Waiting for images");
        pump = new(
            new((input, leave) => FollowAsync(input.Request, input.SourceImage)) { ThrottleLimit = ImageWaitOptions.MostImages, Backlog = ImageWaitOptions.MostImages, IsUnordered = Unordered },
            progress,
            Write,
            Cancellation);
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        foreach (var arn in ImageBuildVersionArn!)
        {
            var input = (new GetImageRequest { ImageBuildVersionArn = arn }, string.IsNullOrEmpty(SourceImage) ? null : SourceImage);
            if ((Refuse(input.Item1) ?? Connect()) is { } failure)
                pump!.AddFailure(input, failure);
            else
                pump!.Add(input);
            pump.MakeRoom();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => pump!.Finish();

    // Of an image version there is nothing to wait for: it is its newest build that is available.
    private Exception? Refuse(GetImageRequest request)
    {
        var member = ContractMember.Of(typeof(DistributeImageResponse), nameof(DistributeImageResponse.ImageBuildVersionArn));
        var violations = member.Check(request.ImageBuildVersionArn).ToList();
        return violations.Count > 0 ? new ConstraintViolationException(request, violations) : Validate(request);
    }

    private ConnectionException? Connect()
    {
        try
        {
            progress!.Waiter = waiter ??= new(Service, ImageWaitOptions.Of(TimeoutSeconds, PollingIntervalSeconds), Cancellation);
            return null;
        }
        catch (ConnectionException error)
        {
            return error;
        }
    }

    private async Task<object> FollowAsync(GetImageRequest request, string? sourceImage) =>
        await waiter!.WaitAsync(request.ImageBuildVersionArn!, isNew: false, outcome => outcome.SourceImage = sourceImage).ConfigureAwait(false);

    private void Write((GetImageRequest Request, string? SourceImage) input, Task<object> result)
    {
        if (result.Status == TaskStatus.RanToCompletion)
            WriteObject(result.Result);
        else
            WriteFailure(result.Exception?.InnerException ?? new OperationCanceledException(), input.Request);
    }
}
