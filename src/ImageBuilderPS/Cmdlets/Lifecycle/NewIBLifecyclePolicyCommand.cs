using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Creates a lifecycle policy.</summary>
[Cmdlet(VerbsCommon.New, "IBLifecyclePolicy", SupportsShouldProcess = true, DefaultParameterSetName = ByMember, HelpUri = HelpPages.Folder + "New-IBLifecyclePolicy.md")]
[OutputType(typeof(CreateLifecyclePolicyResponse))]
public sealed class NewIBLifecyclePolicyCommand : ChangeCmdlet
{
    private const string ByMember = "ByMember";
    private const string ByRequest = "ByRequest";

    /// <summary>The policy's name, 3 to 128 characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByRequest)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(CreateLifecyclePolicyRequest), nameof(CreateLifecyclePolicyRequest.Name))]
    public string? Name { get; set; }

    /// <summary>The name or ARN of the IAM role that the policy runs as.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ExecutionRoleCompleter))]
    [ApiMember(typeof(CreateLifecyclePolicyRequest), nameof(CreateLifecyclePolicyRequest.ExecutionRole))]
    public string? ExecutionRole { get; set; }

    /// <summary>What the policy applies to: AMI_IMAGE or CONTAINER_IMAGE.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ApiMember(typeof(CreateLifecyclePolicyRequest), nameof(CreateLifecyclePolicyRequest.ResourceType))]
    public string? ResourceType { get; set; }

    /// <summary>1 to 3 rules: action, filter, exclusions.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Alias("PolicyDetails")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("policyDetails", typeof(LifecyclePolicyDetail[]))]
    [ApiMember(typeof(CreateLifecyclePolicyRequest), nameof(CreateLifecyclePolicyRequest.PolicyDetails))]
    public LifecyclePolicyDetail[]? PolicyDetail { get; set; }

    /// <summary>Which image resources the policy applies to: recipes or tags.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("resourceSelection", typeof(LifecyclePolicyResourceSelection))]
    [ApiMember(typeof(CreateLifecyclePolicyRequest), nameof(CreateLifecyclePolicyRequest.ResourceSelection))]
    public LifecyclePolicyResourceSelection? ResourceSelection { get; set; }

    /// <summary>A request, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [RequestInput(typeof(CreateLifecyclePolicyRequest))]
    public CreateLifecyclePolicyRequest? InputObject { get; set; }

    /// <summary>The description, 1 to 1024 characters.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ApiMember(typeof(CreateLifecyclePolicyRequest), nameof(CreateLifecyclePolicyRequest.Description))]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs: ENABLED or DISABLED.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnumCompleter))]
    [ApiMember(typeof(CreateLifecyclePolicyRequest), nameof(CreateLifecyclePolicyRequest.Status))]
    public string? Status { get; set; }

    /// <summary>The policy's tags, at most 50.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("tags", typeof(TagMap))]
    [ApiMember(typeof(CreateLifecyclePolicyRequest), nameof(CreateLifecyclePolicyRequest.Tags))]
    public TagMap? Tag { get; set; }

    /// <summary>Only lets the service check the request, permissions included; nothing is created.</summary>
    [Parameter]
    public SwitchParameter DryRun { get; set; }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        var request = BuildRequest();
        Prepare(request);
        if (!this.IsConfirmed() && DeletionWarning.Of(before: null, request.ToPolicy()) is { } warning)
            WriteWarning(warning);
        var isDryRun = request.DryRun is true;
        var what = $"lifecycle policy {request.Name}";
        var description = $"{(isDryRun ? "Check on the service" : "Create")} {what}: {PolicyUpdateText.Rules(request.PolicyDetails)}, as role {Arn.ShortName(request.ExecutionRole)}";
        if (!ShouldChange(description, "Create a lifecycle policy"))
            return;
        if (isDryRun)
        {
            SendDryRun(request, what);
            return;
        }
        var response = SendPrepared(request);
        response.ClientToken ??= request.ClientToken;
        WriteObject(response);
    }

    private CreateLifecyclePolicyRequest BuildRequest()
    {
        var parameters = new CreateLifecyclePolicyRequest
        {
            Name = Name,
            Description = Description,
            Status = Status,
            Tags = Tag,
            ClientToken = ClientToken,
            DryRun = DryRun ? true : null,
        };
        if (ParameterSetName == ByRequest)
            return parameters.MergedOver(InputObject!);
        parameters.ExecutionRole = ExecutionRole;
        parameters.ResourceType = ResourceType;
        parameters.PolicyDetails = PolicyDetail;
        parameters.ResourceSelection = ResourceSelection;
        return parameters;
    }
}
