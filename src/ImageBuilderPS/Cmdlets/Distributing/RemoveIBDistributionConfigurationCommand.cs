using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Deletes distribution configurations.</summary>
[Cmdlet(VerbsCommon.Remove, "IBDistributionConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByArn, HelpUri = HelpPages.Folder + "Remove-IBDistributionConfiguration.md")]
[OutputType(typeof(DeleteDistributionConfigurationResponse))]
public sealed class RemoveIBDistributionConfigurationCommand : ImageBuilderCmdlet
{
    private const string ByArn = "ByArn";
    private const string ByName = "ByName";

    /// <summary>The configuration's ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    [ApiMember(typeof(DeleteDistributionConfigurationRequest), nameof(DeleteDistributionConfigurationRequest.DistributionConfigurationArn))]
    public string[]? DistributionConfigurationArn { get; set; }

    /// <summary>The configuration's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(DistributionConfigurationNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var arns = ParameterSetName == ByName ? Name!.Select(FindDistributionConfigurationArn).OfType<string>() : DistributionConfigurationArn!;
        foreach (var arn in arns)
            Remove(new() { DistributionConfigurationArn = arn });
    }

    private void Remove(DeleteDistributionConfigurationRequest request)
    {
        if (!Passes(request))
            return;
        var description = "Delete distribution configuration " + Describe(request.DistributionConfigurationArn!);
        if (ShouldProcess(description, description + "?", "Delete a distribution configuration") && Send(request) is { } response)
            WriteObject(response);
    }

    private string Describe(string arn) => this.IsDescriptionShown(ConfirmImpact.High)
        && TryRead(new GetDistributionConfigurationRequest { DistributionConfigurationArn = arn })?.DistributionConfiguration is { } configuration
            ? $"{configuration.Name}: {DistributionTargets.Describe(configuration)}"
            : arn;
}
