using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Connection;
using ImageBuilderPS.Constraints;
using ImageBuilderPS.Contract;
using ImageBuilderPS.Distribution;

namespace ImageBuilderPS.Commands;

/// <summary>Distributes existing AMIs to more regions and accounts without a rebuild.</summary>
/// <remarks>Source: API page DistributeImage.</remarks>
[Cmdlet(VerbsLifecycle.Invoke, "IBDistributeImage", SupportsShouldProcess = true, DefaultParameterSetName = ByMember)]
[OutputType(typeof(DistributeImageResponse))]
public sealed class InvokeIBDistributeImageCommand : ChangeCmdlet
{
    private const string ByMember = "ByMember";
    private const string ByRequest = "ByRequest";

    private Batch<DistributeImageRequest, DistributeImageResponse>? batch;

    /// <summary>What to distribute: an AMI id, an SSM parameter that holds one, or an image build version ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "ImageArn", "ImageBuildVersionArn", "Arn")]
    [ValidateMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.SourceImage), WithRequest = true)]
    public string? SourceImage { get; set; }

    /// <summary>The ARN of the distribution configuration.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    [ValidateMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.DistributionConfigurationArn), WithRequest = true)]
    public string? DistributionConfigurationArn { get; set; }

    /// <summary>The name or ARN of the IAM role that the distribution runs as.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ValidateMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.ExecutionRole), WithRequest = true)]
    public string? ExecutionRole { get; set; }

    /// <summary>A request, a hashtable of its members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [RequestInput(typeof(DistributeImageRequest))]
    public DistributeImageRequest? InputObject { get; set; }

    /// <summary>Tags for the distributed image, at most 50.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [ContractArgument("tags", typeof(TagMap))]
    [ValidateMember(typeof(DistributeImageRequest), nameof(DistributeImageRequest.Tags), WithRequest = true)]
    public TagMap? Tag { get; set; }

    /// <summary>The CloudWatch Logs log group that the distribution writes to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateMember(typeof(ImageLoggingConfiguration), nameof(ImageLoggingConfiguration.LogGroupName), WithRequest = true)]
    public string? LogGroupName { get; set; }

    /// <summary>Where the distribution logs, as the API has it; -LogGroupName says the same in short.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ContractArgument("loggingConfiguration", typeof(ImageLoggingConfiguration))]
    public ImageLoggingConfiguration? LoggingConfiguration { get; set; }

    /// <summary>How many requests are under way at a time; 10 by default.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <summary>Writes results as they finish rather than in input order.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    private Batch<DistributeImageRequest, DistributeImageResponse> Batch =>
        batch ??= new(SendAsync, ThrottleLimit, ordered: !Unordered);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var request = BuildRequest();
        if (Refuse(request) is { } error)
            Batch.AddFailure(request, error);
        else if (ShouldProcess(Describe(request), $"{Describe(request)}?", "Distribute an image"))
            Submit(request);
        WriteFinished();
        while (Batch.IsFull)
        {
            Batch.WaitForCompletion(Cancellation);
            WriteFinished();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteFinished();
        while (!Batch.IsEmpty)
        {
            Batch.WaitForCompletion(Cancellation);
            WriteFinished();
        }
    }

    private DistributeImageRequest BuildRequest()
    {
        var request = InputObject is { } input && ParameterSetName == ByRequest
            ? new DistributeImageRequest
            {
                SourceImage = input.SourceImage,
                DistributionConfigurationArn = input.DistributionConfigurationArn,
                ExecutionRole = input.ExecutionRole,
                Tags = input.Tags,
                LoggingConfiguration = input.LoggingConfiguration,
                ClientToken = input.ClientToken,
            }
            : new DistributeImageRequest
            {
                SourceImage = SourceImage,
                DistributionConfigurationArn = DistributionConfigurationArn,
                ExecutionRole = ExecutionRole,
            };
        request.Tags = Tag ?? request.Tags;
        request.LoggingConfiguration = LogGroupName is null
            ? LoggingConfiguration ?? request.LoggingConfiguration
            : new() { LogGroupName = LogGroupName };
        request.ClientToken = ClientToken ?? request.ClientToken;
        return request;
    }

    private void Submit(DistributeImageRequest request)
    {
        try
        {
            // Connecting writes to the verbose stream, which only the pipeline's own thread may.
            _ = Service;
        }
        catch (ConnectionException error)
        {
            Batch.AddFailure(request, error);
            return;
        }
        Batch.Add(request);
    }

    private static string Describe(DistributeImageRequest request) =>
        $"Distribute {request.SourceImage} by {ArnName(request.DistributionConfigurationArn)} as role {ArnName(request.ExecutionRole)}";

    private async Task<DistributeImageResponse> SendAsync(DistributeImageRequest request)
    {
        var response = await Service.SendAsync(request, Cancellation).ConfigureAwait(false);
        response.SourceImage = request.SourceImage;
        response.DistributionConfigurationArn = request.DistributionConfigurationArn;
        response.Region = Service.Region;
        return response;
    }

    private void WriteFinished()
    {
        while (Batch.TryTake(out var request, out var result))
        {
            if (result.Status == TaskStatus.RanToCompletion)
                WriteObject(result.Result);
            else
                Fail(result.Exception?.InnerException ?? new OperationCanceledException(), request);
        }
    }
}
