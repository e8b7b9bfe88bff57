using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Concurrency;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Waits until images are available, and writes the result of each target.</summary>
[Cmdlet(VerbsLifecycle.Wait, "IBImage", HelpUri = HelpPages.Folder + "Wait-IBImage.md")]
[OutputType(typeof(ImageDistribution))]
public sealed class WaitIBImageCommand : ImageBuilderCmdlet
{
    private PipelineDrain<WaitInput>? drain;
    private DistributionProgress? progress;
    private ImageWaiter? waiter;

    /// <summary>The ARN of an image build version.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageArnCompleter))]
    [ApiMember(typeof(DistributeImageResponse), nameof(DistributeImageResponse.ImageBuildVersionArn))]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <summary>The source image, as responses to distributions have it; it is written to the output.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SourceImage { get; set; }

    /// <summary>The timeout of each image, in seconds; 7200 by default.</summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    public int TimeoutSeconds { get; set; } = 7200;

    /// <summary>The longest pause between two polls of an image, in seconds; 30 by default. The first are shorter.</summary>
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
        drain = new(
            new((input, _) => WaitAsync(input))
            {
                ThrottleLimit = ImageWaitOptions.MaxImages,
                Backlog = ImageWaitOptions.MaxImages,
                IsUnordered = Unordered,
            },
            progress,
            (input, task) => WriteResult(task, input.Request),
            Cancellation);
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        foreach (var arn in ImageBuildVersionArn!)
        {
            var input = new WaitInput(new() { ImageBuildVersionArn = arn }, string.IsNullOrEmpty(SourceImage) ? null : SourceImage);
            if (Validate(input.Request) is { } failure)
                drain!.AddFailure(input, failure);
            else
                drain!.Add(input, Connect);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => drain!.DrainAll();

    /// <inheritdoc/>
    protected override Exception? Validate(Request request)
    {
        // An image version has nothing to wait for: its newest build is available.
        var member = ContractMember.Of(typeof(DistributeImageResponse), nameof(DistributeImageResponse.ImageBuildVersionArn));
        var violations = ContractValidator.ValidateMember(member, ((GetImageRequest)request).ImageBuildVersionArn);
        return violations.Count > 0 ? new ConstraintViolationException(request, violations) : base.Validate(request);
    }

    private void Connect() =>
        progress!.Waiter = waiter ??= new(Service, ImageWaitOptions.FromSeconds(TimeoutSeconds, PollingIntervalSeconds), Cancellation);

    private async Task<object> WaitAsync(WaitInput input) => await waiter!
        .WaitAsync(input.Request.ImageBuildVersionArn!, isNew: false, outcome => outcome.SourceImage = input.SourceImage)
        .ConfigureAwait(false);

    private sealed record WaitInput(GetImageRequest Request, string? SourceImage);
}
