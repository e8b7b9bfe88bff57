using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Takes a rule out of a lifecycle policy, and writes the policy for Update-IBLifecyclePolicy. Nothing is sent.</summary>
[Cmdlet(VerbsCommon.Remove, "IBLifecyclePolicyRule", HelpUri = HelpPages.Folder + "Remove-IBLifecyclePolicyRule.md")]
[OutputType(typeof(UpdateLifecyclePolicyRequest))]
public sealed class RemoveIBLifecyclePolicyRuleCommand : PolicyRuleCmdlet
{
    /// <inheritdoc/>
    protected override UpdateLifecyclePolicyRequest Change(UpdateLifecyclePolicyRequest policy) => RuleEditor.Remove(policy, Action);
}
