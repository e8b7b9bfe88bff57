using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Deletes lifecycle policies; the images stay.</summary>
[Cmdlet(VerbsCommon.Remove, "IBLifecyclePolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveIBLifecyclePolicyCommand : ImageBuilderCmdlet
{
    /// <summary>The policy's ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ValidateMember(typeof(DeleteLifecyclePolicyRequest), nameof(DeleteLifecyclePolicyRequest.LifecyclePolicyArn))]
    public string[]? LifecyclePolicyArn { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var arn in LifecyclePolicyArn!)
        {
            var description = $"Delete lifecycle policy {arn}";
            if (ShouldProcess(description, description + "?", "Delete a lifecycle policy"))
                Send(new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = arn });
        }
    }
}
