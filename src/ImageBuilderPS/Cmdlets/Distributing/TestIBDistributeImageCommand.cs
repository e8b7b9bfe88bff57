using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Checks distributions before they are sent. Reads only; costs nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "IBDistributeImage", DefaultParameterSetName = ByMember, HelpUri = HelpPages.Folder + "Test-IBDistributeImage.md")]
[OutputType(typeof(DistributeImageTest), typeof(bool))]
public sealed class TestIBDistributeImageCommand : ImageBuilderCmdlet
{
    private const string ByMember = "ByMember";
    private const string ByName = "ByName";

    /// <summary>What would be distributed: an AMI id, an SSM parameter that holds one, or the ARN of an image build version or image version.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByMember, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ImageId", "ImageArn", "ImageBuildVersionArn", "Arn")]
    [ArgumentCompleter(typeof(SourceImageCompleter))]
    [TextInput]
    public string? SourceImage { get; set; }

    /// <summary>The ARN of the distribution configuration.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    public string? DistributionConfigurationArn { get; set; }

    /// <summary>The name of the distribution configuration; each name is looked up once.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(DistributionConfigurationNameCompleter))]
    public string? DistributionConfigurationName { get; set; }

    /// <summary>The name or ARN of the IAM role that the distribution would run as.</summary>
    [Parameter(Mandatory = true, Position = 2, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ExecutionRoleCompleter))]
    public string? ExecutionRole { get; set; }

    /// <summary>Tags for the distributed image, at most 50.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("tags", typeof(TagMap))]
    public TagMap? Tag { get; set; }

    /// <summary>The CloudWatch Logs log group that the distribution would write to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? LogGroupName { get; set; }

    /// <summary>The names of checks that are not made.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckNameCompleter))]
    [CheckNames]
    public string[]? SkipCheck { get; set; }

    /// <summary>Writes true or false for each input: whether it passed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        var request = new DistributeImageRequest
        {
            SourceImage = SourceImage,
            DistributionConfigurationArn = ParameterSetName == ByName
                ? FindDistributionConfigurationArn(DistributionConfigurationName!)
                : DistributionConfigurationArn,
            ExecutionRole = ExecutionRole,
            Tags = Tag,
            LoggingConfiguration = LogGroupName is null ? null : new() { LogGroupName = LogGroupName },
        };
        DistributeImageTest test;
        try
        {
            test = Test(request);
        }
        catch (RequestFailedException failed) when (Quiet)
        {
            WriteFailure(failed.InnerException!, failed.Request);
            WriteObject(false);
            return;
        }
        WriteAttempts();
        WriteObject(Quiet ? test.Passed : test);
    }

    private DistributeImageTest Test(DistributeImageRequest request)
    {
        try
        {
            return Connection.Keep(() => new DistributeImageTester(Service, Ec2, Settings, skipped: SkipCheck)).TestAsync(request, Cancellation).GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not PipelineStoppedException)
        {
            throw new RequestFailedException(request, error);
        }
    }
}
