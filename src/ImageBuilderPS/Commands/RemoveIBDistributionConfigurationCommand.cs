using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Deletes distribution configurations.</summary>
[Cmdlet(VerbsCommon.Remove, "IBDistributionConfiguration", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(DeleteDistributionConfigurationResponse))]
public sealed class RemoveIBDistributionConfigurationCommand : ImageBuilderCmdlet
{
    /// <summary>The configuration's ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(DistributionConfigurationArnCompleter))]
    [ValidateMember(typeof(DeleteDistributionConfigurationRequest), nameof(DeleteDistributionConfigurationRequest.DistributionConfigurationArn))]
    public string[]? DistributionConfigurationArn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var arn in DistributionConfigurationArn!)
        {
            var description = $"Delete distribution configuration {arn}";
            if (ShouldProcess(description, description + "?", "Delete a distribution configuration")
                && Send(new DeleteDistributionConfigurationRequest { DistributionConfigurationArn = arn }) is { } response)
            {
                WriteObject(response);
            }
        }
    }
}
