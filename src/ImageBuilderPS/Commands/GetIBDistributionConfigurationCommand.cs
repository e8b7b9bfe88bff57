using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Reads distribution configurations: by ARN as a whole, or all in short.</summary>
[Cmdlet(VerbsCommon.Get, "IBDistributionConfiguration")]
[OutputType(typeof(DistributionConfiguration), typeof(DistributionConfigurationSummary))]
public sealed class GetIBDistributionConfigurationCommand : ImageBuilderCmdlet
{
    /// <summary>The configuration's ARN; all configurations, in short, when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    [ValidateMember(typeof(GetDistributionConfigurationRequest), nameof(GetDistributionConfigurationRequest.DistributionConfigurationArn))]
    public string[]? DistributionConfigurationArn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (DistributionConfigurationArn is null)
        {
            WriteObject(
                List<ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(new ListDistributionConfigurationsRequest()),
                enumerateCollection: true);
            return;
        }
        foreach (var arn in DistributionConfigurationArn)
        {
            var request = new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn };
            if (Send(request)?.DistributionConfiguration is { } configuration)
                WriteObject(configuration);
        }
    }
}
