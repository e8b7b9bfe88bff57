using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Reads distribution configurations: the complete ones by ARN or name, or the summaries of all.</summary>
[Cmdlet(VerbsCommon.Get, "IBDistributionConfiguration", DefaultParameterSetName = ByFilter, HelpUri = HelpPages.Folder + "Get-IBDistributionConfiguration.md")]
[OutputType(typeof(DistributionConfiguration), typeof(DistributionConfigurationSummary))]
public sealed class GetIBDistributionConfigurationCommand : ListCmdlet
{
    /// <summary>The configuration's ARN; the summaries of all configurations by default.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    [ApiMember(typeof(GetDistributionConfigurationRequest), nameof(GetDistributionConfigurationRequest.DistributionConfigurationArn))]
    [TextInput(TakesList = true)]
    public string[]? DistributionConfigurationArn { get; set; }

    /// <summary>The configuration's name, or a pattern of names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DistributionConfigurationNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByArn)
            WriteComplete(DistributionConfigurationArn!);
        else if (ParameterSetName == ByName)
            WriteNamed(Name!, FindDistributionConfigurationArn, ListDistributionConfigurationNames);
        else
            WriteListed(ListFirst<ListDistributionConfigurationsResponse, DistributionConfigurationSummary>(new ListDistributionConfigurationsRequest { Filters = Filter }), configuration => configuration.Arn);
    }

    /// <inheritdoc/>
    protected override object? Read(string arn) => ReadDistributionConfiguration(arn);
}
