using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Distributes existing AMIs to more regions and accounts without a rebuild.</summary>
/// <remarks>Source: API page DistributeImage.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "IBDistributeImage", SupportsShouldProcess = true, DefaultParameterSetName = ByMember, HelpUri = HelpPages.Folder + "Invoke-IBDistributeImage.md")]
[OutputType(typeof(DistributeImageResponse), typeof(ImageDistribution))]
public sealed class InvokeIBDistributeImageCommand : ChangeCmdlet
{
    private const string ByMember = "ByMember";
    private const string ByRequest = "ByRequest";
    private const string ByName = "ByName";

    // Fast requests go on while the oldest one is slow. More results than this would cost memory only.
    private const int BacklogPerSlot = 8;

    private PipelineDrain<PendingDistribution>? drain;
    private DistributionProgress? progress;
    private DistributionSender? sender;
    private DistributionTargetDescriptions? targets;

    /// <summary>What to distribute: an AMI id, an SSM parameter that holds one, or the ARN of an image build version or image version.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByMember, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "ImageArn", "ImageBuildVersionArn", "Arn")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [TextInput]
    [ApiMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.SourceImage))]
    public string? SourceImage { get; set; }

    /// <summary>The ARN of the distribution configuration.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    [ApiMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.DistributionConfigurationArn))]
    public string? DistributionConfigurationArn { get; set; }

    /// <summary>The name of the distribution configuration; each name is looked up once.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(DistributionConfigurationNameCompleter))]
    public string? DistributionConfigurationName { get; set; }

    /// <summary>The name or ARN of the IAM role that the distribution runs as.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.ExecutionRole))]
    public string? ExecutionRole { get; set; }

    /// <summary>A request, a hashtable of its members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [RequestInput(typeof(DistributeImageRequest))]
    public DistributeImageRequest? InputObject { get; set; }

    /// <summary>Tags for the distributed image, at most 50.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [ContractArgument("tags", typeof(TagMap))]
    [ApiMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.Tags))]
    public TagMap? Tag { get; set; }

    /// <summary>The CloudWatch Logs log group that the distribution writes to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ApiMember(typeof(ImageLoggingConfiguration), nameof(ImageLoggingConfiguration.LogGroupName))]
    public string? LogGroupName { get; set; }

    /// <summary>Where the distribution logs, as the API has it; -LogGroupName is the short form.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ContractArgument("loggingConfiguration", typeof(ImageLoggingConfiguration))]
    public ImageLoggingConfiguration? LoggingConfiguration { get; set; }

    /// <summary>Marks a piped object as a response: its client token belongs to the request that it responds to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? RequestId { get; set; }

    /// <summary>How many requests are in flight at a time, 10 by default. It does not limit the distributions in progress.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <summary>Writes results as they finish rather than in input order.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <summary>Waits until each image is available, and writes the result of each target.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: the timeout of each image, in seconds; 7200 by default.</summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    public int TimeoutSeconds { get; set; } = 7200;

    /// <summary>With -Wait: the longest pause between two polls of an image, in seconds; 30 by default. The first are shorter.</summary>
    [Parameter]
    [ValidateRange(0.05, 3600)]
    public double PollingIntervalSeconds { get; set; } = 30;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        foreach (var name in new[] { nameof(TimeoutSeconds), nameof(PollingIntervalSeconds) })
        {
            if (!Wait && MyInvocation.BoundParameters.ContainsKey(name))
                WriteWarning($"-{name} has no effect without -Wait. Add -Wait.");
        }
        progress = new(this, Wait ? "Distributing images" : "Starting distributions");
        drain = new(
            new((pending, releaseSlot) => sender!.DistributeAsync(pending, releaseSlot))
            {
                ThrottleLimit = ThrottleLimit,
                Backlog = Wait ? ImageWaitOptions.MaxImages : ThrottleLimit * BacklogPerSlot,
                IsUnordered = Unordered,
            },
            progress,
            (pending, task) => WriteResult(task, pending.Request),
            Cancellation);
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByName)
            DistributionConfigurationArn = FindDistributionConfigurationArn(DistributionConfigurationName!);
        var request = BuildRequest();
        if (!TryPrepare(request, out var error))
            drain!.AddFailure(new(request), error!);
        else if (Confirm(request))
            drain!.Add(new(request), Connect);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => drain!.DrainAll();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopProcessing();
            UnwrittenRequestsWarning.Write([.. drain?.Unwritten ?? []], Host);
            sender?.Dispose();
        }
        base.Dispose(disposing);
    }

    private DistributeImageRequest BuildRequest()
    {
        // The token of a piped response belongs to the request that it responds to.
        var parameters = new DistributeImageRequest
        {
            Tags = Tag,
            LoggingConfiguration = string.IsNullOrEmpty(LogGroupName) ? LoggingConfiguration : new() { LogGroupName = LogGroupName },
            ClientToken = RequestId is null || HasClientTokenFromCommandLine ? ClientToken : null,
        };
        return parameters.MergedOver(InputObject is { } input && ParameterSetName == ByRequest
            ? input
            : new() { SourceImage = SourceImage, DistributionConfigurationArn = DistributionConfigurationArn, ExecutionRole = ExecutionRole });
    }

    private bool Confirm(DistributeImageRequest request)
    {
        var to = this.IsDescriptionShown(ConfirmImpact.Medium)
            ? $" to {(targets ??= new(ReadDistributionConfiguration)).Describe(request.DistributionConfigurationArn ?? "")},"
            : "";
        WriteAttempts();
        return ShouldChange(
            $"Distribute {request.SourceImage}{to} by configuration {Arn.ShortName(request.DistributionConfigurationArn)}, "
                + $"as role {Arn.ShortName(request.ExecutionRole)}",
            "Distribute an image");
    }

    private void Connect()
    {
        if (sender is not null)
            return;
        var waiter = Wait ? new ImageWaiter(Service, ImageWaitOptions.FromSeconds(TimeoutSeconds, PollingIntervalSeconds), Cancellation) : null;
        progress!.Waiter = waiter;
        sender = new(Service, waiter, Cancellation);
    }
}
