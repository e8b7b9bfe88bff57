using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Deletes lifecycle policies; the images stay.</summary>
[Cmdlet(VerbsCommon.Remove, "IBLifecyclePolicy", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByArn, HelpUri = HelpPages.Folder + "Remove-IBLifecyclePolicy.md")]
[OutputType(typeof(void))]
public sealed class RemoveIBLifecyclePolicyCommand : ImageBuilderCmdlet
{
    private const string ByArn = "ByArn";
    private const string ByName = "ByName";

    /// <summary>The policy's ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByArn, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ApiMember(typeof(DeleteLifecyclePolicyRequest), nameof(DeleteLifecyclePolicyRequest.LifecyclePolicyArn))]
    [TextInput(TakesList = true)]
    public string[]? LifecyclePolicyArn { get; set; }

    /// <summary>The policy's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(LifecyclePolicyNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByName)
            ForEach(Name, name => Remove(FindLifecyclePolicyArn(name)));
        else
            ForEach(LifecyclePolicyArn, Remove);
    }

    private void Remove(string arn)
    {
        var request = new DeleteLifecyclePolicyRequest { LifecyclePolicyArn = arn };
        ThrowIfInvalid(request);
        if (ShouldChange("Delete lifecycle policy " + Describe(arn), "Delete a lifecycle policy"))
            SendPrepared(request);
    }

    private string Describe(string arn)
    {
        if (!this.IsDescriptionShown(ConfirmImpact.High) || TryRead(() => ReadLifecyclePolicy(arn)) is not { } policy)
            return $"{arn}; its images stay";
        var ends = DeletionWarning.Of(before: null, policy) is null ? "" : ", and it no longer deletes any";
        return $"{policy.Name} ({policy.Status}: {PolicyUpdateText.Rules(policy.PolicyDetails)}; {policy.ResourceSelection}); its images stay{ends}";
    }
}
