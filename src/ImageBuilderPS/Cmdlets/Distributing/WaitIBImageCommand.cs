using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
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

    /// <summary>The ARN of an image build version.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn", "ImageArn")]
    [ArgumentCompleter(typeof(ImageToWaitForCompleter))]
    [ApiMember(typeof(DistributeImageResponse), nameof(DistributeImageResponse.ImageBuildVersionArn))]
    [TextInput(TakesList = true)]
    public string[]? ImageBuildVersionArn { get; set; }

    /// <summary>The source image, as responses to distributions have it; it is written to the output.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? SourceImage { get; set; }

    /// <summary>The timeout of each image, in seconds; 7200 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 604_800)]
    public int TimeoutSeconds { get; set; } = 7200;

    /// <summary>The longest pause between two polls of an image, in seconds; 30 by default. The first are shorter.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0.05, 3600)]
    public double PollingIntervalSeconds { get; set; } = 30;

    /// <summary>Writes results as images become available rather than in input order.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        progress = new(this, "Waiting for images") { Waiters = () => Connections.SelectMany(connection => connection.Kept.OfType<ImageWaiter>()) };
        drain = new(
            new(async (input, _) => await input.Waiter!.WaitAsync(input.Request.ImageBuildVersionArn!, isNew: false, outcome => outcome.SourceImage = input.SourceImage).ConfigureAwait(false))
            {
                ThrottleLimit = ImageWaitOptions.MaxImages,
                Backlog = ImageWaitOptions.MaxImages,
                IsUnordered = Unordered,
            },
            progress,
            (input, task) => With(input.Connection, () => WriteResult(task, input.Request)),
            Cancellation);
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        foreach (var arn in ImageBuildVersionArn!)
        {
            var request = new GetImageRequest { ImageBuildVersionArn = arn };
            var source = string.IsNullOrEmpty(SourceImage) ? null : SourceImage;
            if (Validate(request) is { } failure)
                drain!.AddFailure(new(request, source, null, null), failure);
            else
                Add(request, source);
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

    private void Add(GetImageRequest request, string? source)
    {
        try
        {
            var waiter = Connection.Keep(() => new ImageWaiter(Service, ImageWaitOptions.FromSeconds(TimeoutSeconds, PollingIntervalSeconds), Cancellation));
            drain!.Add(new(request, source, waiter, Connection));
        }
        catch (ConnectionException error)
        {
            drain!.AddFailure(new(request, source, null, null), error);
        }
    }

    private sealed record WaitInput(GetImageRequest Request, string? SourceImage, ImageWaiter? Waiter, ServiceConnection? Connection);
}
