using System.Management.Automation;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Completers;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Commands;

/// <summary>Replaces a lifecycle policy.</summary>
/// <remarks>Source: API page UpdateLifecyclePolicy.</remarks>
[Cmdlet(VerbsData.Update, "IBLifecyclePolicy", SupportsShouldProcess = true, DefaultParameterSetName = ByMember)]
[OutputType(typeof(UpdateLifecyclePolicyResponse))]
public sealed class UpdateIBLifecyclePolicyCommand : ChangeCmdlet
{
    private const string ByMember = "ByMember";
    private const string ByRequest = "ByRequest";

    /// <summary>The policy's ARN.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Alias("Arn")]
    [ArgumentCompleter(typeof(LifecyclePolicyArnCompleter))]
    [ValidateMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.LifecyclePolicyArn), WithRequest = true)]
    public string? LifecyclePolicyArn { get; set; }

    /// <summary>The name or ARN of the IAM role that the policy runs as.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ValidateMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ExecutionRole), WithRequest = true)]
    public string? ExecutionRole { get; set; }

    /// <summary>What the policy applies to: AMI_IMAGE or CONTAINER_IMAGE.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MemberCompleter<UpdateLifecyclePolicyRequest>))]
    [ValidateMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ResourceType), WithRequest = true)]
    public string? ResourceType { get; set; }

    /// <summary>1 to 3 rules: action, filter, exclusions.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Alias("PolicyDetails")]
    [ContractArgument("policyDetails", typeof(LifecyclePolicyDetail[]))]
    [ValidateMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.PolicyDetails), WithRequest = true)]
    public LifecyclePolicyDetail[]? PolicyDetail { get; set; }

    /// <summary>Which image resources the policy applies to: recipes or tags.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ContractArgument("resourceSelection", typeof(LifecyclePolicyResourceSelection))]
    [ValidateMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ResourceSelection), WithRequest = true)]
    public LifecyclePolicyResourceSelection? ResourceSelection { get; set; }

    /// <summary>A request, a policy as read, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? InputObject { get; set; }

    /// <summary>The description, 1 to 1024 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.Description), WithRequest = true)]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs: ENABLED or DISABLED.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MemberCompleter<UpdateLifecyclePolicyRequest>))]
    [ValidateMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.Status), WithRequest = true)]
    public string? Status { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var request = BuildRequest();
        if (Refuse(request) is { } error)
        {
            Fail(error, request);
            return;
        }
        var description = $"Replace lifecycle policy {ArnName(request.LifecyclePolicyArn)}: {Rules(request)}, as role {ArnName(request.ExecutionRole)}";
        if (!ShouldProcess(description, description + "?", "Replace a lifecycle policy") || Send(request) is not { } response)
            return;
        response.ClientToken = request.ClientToken;
        WriteObject(response);
    }

    private static string Rules(UpdateLifecyclePolicyRequest request) => string.Join(", ", (request.PolicyDetails ?? [])
        .Select(rule => $"{rule.Action?.Type} by {rule.Filter?.Type} {rule.Filter?.Value} {rule.Filter?.Unit}".TrimEnd()));

    private UpdateLifecyclePolicyRequest BuildRequest()
    {
        var input = ParameterSetName == ByRequest ? InputObject : null;
        return new()
        {
            LifecyclePolicyArn = input is null ? LifecyclePolicyArn : input.LifecyclePolicyArn,
            ExecutionRole = input is null ? ExecutionRole : input.ExecutionRole,
            ResourceType = input is null ? ResourceType : input.ResourceType,
            PolicyDetails = input is null ? PolicyDetail : input.PolicyDetails,
            ResourceSelection = input is null ? ResourceSelection : input.ResourceSelection,
            Description = Description ?? input?.Description,
            Status = Status ?? input?.Status,
            ClientToken = ClientToken ?? input?.ClientToken,
        };
    }
}
