using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
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
    [TextInput(TakesList = true)]
    public string[]? DistributionConfigurationArn { get; set; }

    /// <summary>The configuration's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(DistributionConfigurationNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByName)
            ForEach(Name, name => Remove(FindDistributionConfigurationArn(name)));
        else
            ForEach(DistributionConfigurationArn, Remove);
    }

    private void Remove(string arn)
    {
        var request = new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = arn };
        ThrowIfInvalid(request);
        if (ShouldChange("Delete distribution configuration " + Describe(arn), "Delete a distribution configuration"))
            WriteObject(SendPrepared(request));
    }

    private string Describe(string arn) =>
        this.IsDescriptionShown(ConfirmImpact.High) && TryRead(() => ReadDistributionConfiguration(arn)) is { } configuration
            ? $"{configuration.Name}: {DistributionTargets.Describe(configuration)}"
            : arn;
}
