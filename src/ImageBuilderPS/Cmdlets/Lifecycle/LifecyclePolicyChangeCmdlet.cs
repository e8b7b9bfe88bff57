using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>The parameters of a cmdlet that replaces a lifecycle policy, or plans to.</summary>
public abstract class LifecyclePolicyChangeCmdlet : ChangeCmdlet
{
    private protected const string ByMember = "ByMember";
    private protected const string ByRequest = "ByRequest";
    private protected const string ByMerge = "ByMerge";
    private protected const string ByName = "ByName";

    /// <summary>The policy's ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByMerge, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [TextInput]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn))]
    public string? LifecyclePolicyArn { get; set; }

    /// <summary>The policy's name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(LifecyclePolicyNameCompleter))]
    public string? Name { get; set; }

    /// <summary>The name or ARN of the IAM role that the policy runs as.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByMerge, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByRequest)]
    [ArgumentCompleter(typeof(ExecutionRoleCompleter))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ExecutionRole))]
    public string? ExecutionRole { get; set; }

    /// <summary>What the policy applies to: AMI_IMAGE or CONTAINER_IMAGE.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByMerge, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByRequest)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ResourceType))]
    public string? ResourceType { get; set; }

    /// <summary>1 to 3 rules: action, filter, exclusions. With -Merge, each replaces the rule of its action.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByMerge, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByRequest)]
    [Alias("PolicyDetails")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("policyDetails", typeof(LifecyclePolicyDetail[]))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.PolicyDetails))]
    public LifecyclePolicyDetail[]? PolicyDetail { get; set; }

    /// <summary>Which image resources the policy applies to: recipes or tags.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByMerge, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByRequest)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("resourceSelection", typeof(LifecyclePolicyResourceSelection))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ResourceSelection))]
    public LifecyclePolicyResourceSelection? ResourceSelection { get; set; }

    /// <summary>The description, 1 to 1024 characters; null removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.Description))]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs: ENABLED or DISABLED.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.Status))]
    public string? Status { get; set; }

    /// <summary>Reads the policy, changes what is passed, and sends the whole.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMerge)]
    [Parameter(ParameterSetName = ByName)]
    public SwitchParameter Merge { get; set; }

    /// <summary>With -Merge: the rules that are passed replace all that there are, of whatever action.</summary>
    [Parameter(ParameterSetName = ByMerge)]
    [Parameter(ParameterSetName = ByName)]
    public SwitchParameter ReplacePolicyDetail { get; set; }

    /// <summary>When the policy was last updated, as read; a policy that was updated since is an error. A piped policy has it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("dateUpdated", typeof(DateTimeOffset))]
    public DateTimeOffset? DateUpdated { get; set; }

    private bool ClearsDescription => Description is null && MyInvocation.BoundParameters.ContainsKey(nameof(Description));

    /// <summary>The request that the parameters make of an input.</summary>
    /// <param name="input">The input.</param>
    protected UpdateLifecyclePolicyRequest ParametersOver(UpdateLifecyclePolicyRequest input)
    {
        var parameters = new UpdateLifecyclePolicyRequest
        {
            ExecutionRole = ExecutionRole,
            ResourceType = ResourceType,
            PolicyDetails = PolicyDetail,
            ResourceSelection = ResourceSelection,
            Description = Description,
            Status = Status,
            ClientToken = ClientToken,
        };
        var request = parameters.MergedOver(input);
        request.Description = ClearsDescription ? null : request.Description;
        return request;
    }

    /// <summary>The complete request that changes what a request has and keeps the rest of the live policy.</summary>
    /// <param name="changes">The request.</param>
    /// <param name="live">The live policy.</param>
    protected UpdateLifecyclePolicyRequest MergedOver(UpdateLifecyclePolicyRequest changes, LifecyclePolicy live)
    {
        var request = changes.MergedOver(live, ReplacePolicyDetail);
        request.Description = ClearsDescription ? null : request.Description;
        return request;
    }
}
