using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Distributes existing AMIs to more regions and accounts without a rebuild.</summary>
/// <remarks>Source: API page DistributeImage.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "IBDistributeImage", SupportsShouldProcess = true, DefaultParameterSetName = ByMember, HelpUri = HelpPages.Folder + "Invoke-IBDistributeImage.md")]
[OutputType(typeof(DistributeImageResponse), typeof(ImageDistribution))]
public sealed partial class InvokeIBDistributeImageCommand : ChangeCmdlet
{
    private const string ByMember = "ByMember";
    private const string ByRequest = "ByRequest";
    private const string ByName = "ByName";

    // Fast requests go on while the oldest one is slow. More results than this would cost memory only.
    private const int BacklogPerSlot = 8;

    private const string SentVariable = "IBSentDistribution";

    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private PipelineDrain<DistributionInput>? drain;
    private DistributionProgress? progress;
    private DistributionOptions? options;

    /// <summary>What to distribute: an AMI id, an SSM parameter that holds one, or the ARN of an image build version or image version.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByMember, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "ImageArn", "ImageBuildVersionArn", "Arn")]
    [ArgumentCompleter(typeof(SourceImageCompleter))]
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
    [ArgumentCompleter(typeof(ExecutionRoleCompleter))]
    [ApiMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.ExecutionRole))]
    public string? ExecutionRole { get; set; }

    /// <summary>A request, a hashtable of its members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [RequestInput(typeof(DistributeImageRequest))]
    public DistributeImageRequest? InputObject { get; set; }

    /// <summary>Tags for the distributed image, at most 50.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("tags", typeof(TagMap))]
    [ApiMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.Tags))]
    public TagMap? Tag { get; set; }

    /// <summary>The CloudWatch Logs log group that the distribution writes to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(ImageLoggingConfiguration), nameof(ImageLoggingConfiguration.LogGroupName))]
    public string? LogGroupName { get; set; }

    /// <summary>Where the distribution logs, as the API has it; -LogGroupName is the short form.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("loggingConfiguration", typeof(ImageLoggingConfiguration))]
    public ImageLoggingConfiguration? LoggingConfiguration { get; set; }

    /// <summary>Marks a piped object as a response: its client token belongs to the request that it responds to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? RequestId { get; set; }

    /// <summary>Tests each distribution before it is sent, as Test-IBDistributeImage does: what would fail is not sent.</summary>
    [Parameter]
    public SwitchParameter Preflight { get; set; }

    /// <summary>With -Preflight: the names of checks that are not made.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    [CheckNames]
    public string[]? SkipCheck { get; set; }

    /// <summary>How many requests are in flight at a time, 10 by default. -MaxActive limits the distributions under way.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <summary>How many distributions are under way at a time; no limit by default. The next one is that whose regions have the fewest under way.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, ImageWaitOptions.MaxImages)]
    public int MaxActive { get; set; }

    /// <summary>A file that keeps each input with its client token before it is sent, and its outcome after: the same command again sends nothing twice.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? LedgerPath { get; set; }

    /// <summary>Writes results as they finish rather than in input order.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <summary>Waits until each image is available, and writes the result of each target.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>With -Wait: the timeout of each image, in seconds; 7200 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 604_800)]
    public int TimeoutSeconds { get; set; } = 7200;

    /// <summary>With -Wait: the longest pause between two polls of an image, in seconds; 30 by default. The first are shorter.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0.05, 3600)]
    public double PollingIntervalSeconds { get; set; } = 30;

    /// <summary>With -Wait: how often a failed image is resumed, so that what has arrived stays; 0 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0, 100)]
    public int ResumeFailed { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        foreach (var name in new[] { nameof(TimeoutSeconds), nameof(PollingIntervalSeconds), nameof(ResumeFailed) })
        {
            if (!Wait && MyInvocation.BoundParameters.ContainsKey(name))
                WriteWarning($"-{name} has no effect without -Wait. Add -Wait.");
        }
        if (SkipCheck is not null && !Preflight)
            WriteWarning($"-{nameof(SkipCheck)} has no effect without -{nameof(Preflight)}. Add -{nameof(Preflight)}.");
        options = new()
        {
            Waits = Wait,
            WaitOptions = ImageWaitOptions.FromSeconds(TimeoutSeconds, PollingIntervalSeconds),
            ResumeFailed = ResumeFailed,
            Active = MaxActive > 0 ? new(MaxActive) : null,
            Calls = MaxActive > 0 ? new(ThrottleLimit) : null,
            Ledger = LedgerPath is null ? null : OpenLedger(LedgerPath),
        };
        progress = new(this, Wait ? "Distributing images" : "Starting distributions") { Waiters = () => Connections.SelectMany(Senders).Select(sender => sender.Waiter) };
        drain = new(
            new((input, releaseSlot) => input.Sender!.DistributeAsync(input.Pending, releaseSlot))
            {
                ThrottleLimit = ThrottleLimit,
                Backlog = Wait || MaxActive > 0 ? ImageWaitOptions.MaxImages : ThrottleLimit * BacklogPerSlot,
                IsUnordered = Unordered,
            },
            progress,
            (input, task) => With(input.Connection, () => Write(input.Pending, task)),
            Cancellation);
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByName)
            DistributionConfigurationArn = FindDistributionConfigurationArn(DistributionConfigurationName!);
        var request = BuildRequest();
        var isTokenGiven = request.ClientToken is { Length: > 0 };
        if (!TryPrepare(request, out var error))
        {
            drain!.AddFailure(new(new(request), null, null), error!);
            return;
        }
        DistributionSender sender;
        try
        {
            sender = Connection.Keep(() => new DistributionSender(Service, options!, Cancellation, Preflight ? Tester : null));
        }
        catch (ConnectionException failure)
        {
            drain!.AddFailure(new(new(request), null, null), failure);
            return;
        }
        // An entry of an earlier command is no new distribution to ask for.
        var known = options!.Ledger?.Find(request, isTokenGiven, $"{Connection}");
        if (known?.ImageBuildVersionArn is null && !Confirm(request))
        {
            if (Preflight && this.IsWhatIf())
                ShowTest(request);
            return;
        }
        var entry = options.Ledger?.Take(request, isTokenGiven, $"{Connection}");
        drain!.Add(new(new(request) { Number = progress!.Started, HasGivenToken = isTokenGiven, Entry = entry }, sender, Connection));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => drain!.DrainAll();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopProcessing();
            SaveUnwritten();
            foreach (var sender in Connections.SelectMany(Senders))
                sender.Dispose();
            options?.Ledger?.Dispose();
        }
        base.Dispose(disposing);
    }
}
