using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Reads distribution configurations: by ARN as a whole, or all in short.</summary>
[Cmdlet(VerbsCommon.Get, "IBDistributionConfiguration", DefaultParameterSetName = ByFilter)]
[OutputType(typeof(DistributionConfiguration), typeof(DistributionConfigurationSummary))]
public sealed class GetIBDistributionConfigurationCommand : ListCmdlet
{
    private const string ByArn = "ByArn";

    /// <summary>The configuration's ARN; all configurations, in short, when left out.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    [ValidateMember(typeof(GetDistributionConfigurationRequest), nameof(GetDistributionConfigurationRequest.DistributionConfigurationArn))]
    public string[]? DistributionConfigurationArn { get; set; }

    /// <summary>Reads each listed configuration in whole, with a call for each.</summary>
    [Parameter(ParameterSetName = ByFilter)]
    public SwitchParameter Detail { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == ByArn)
        {
            Read(DistributionConfigurationArn!);
            return;
        }
        var request = new ListDistributionConfigurationsRequest { Filters = Filter };
        foreach (var summary in ListFirst<ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(request))
        {
            if (Detail)
                Read([summary.Arn!]);
            else
                WriteObject(summary);
        }
    }

    private void Read(IEnumerable<string> arns)
    {
        foreach (var arn in arns)
        {
            var request = new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn };
            if (Send(request)?.DistributionConfiguration is { } configuration)
                WriteObject(configuration);
        }
    }
}
