using System.Management.Automation;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>A cmdlet that takes a lifecycle policy, changes one of its rules, and writes the changed policy. It sends no change.</summary>
public abstract class PolicyRuleCmdlet : ImageBuilderCmdlet
{
    /// <summary>The rule's action: DELETE, DEPRECATE or DISABLE.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ValidateMember(typeof(LifecyclePolicyDetailAction), nameof(LifecyclePolicyDetailAction.Type))]
    public string? Action { get; set; }

    /// <summary>A policy as read or as listed, a request, a hashtable of the members, or parsed JSON. It stays as it is.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? InputObject { get; set; }

    /// <inheritdoc/>
    protected sealed override void ProcessInput()
    {
        var policy = Complete(InputObject!);
        // An update compares with the date of the list, which is older than that of the read.
        policy.DateUpdated = InputObject!.DateUpdated ?? policy.DateUpdated;
        WriteObject(Change(policy));
    }

    /// <summary>Changes the rule.</summary>
    /// <param name="policy">The policy, with its rules; stays as it is.</param>
    /// <returns>The changed policy.</returns>
    protected abstract UpdateLifecyclePolicyRequest Change(UpdateLifecyclePolicyRequest policy);
}
