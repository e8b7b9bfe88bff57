using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Replaces a lifecycle policy.</summary>
/// <remarks>Source: API page UpdateLifecyclePolicy.</remarks>
[Cmdlet(VerbsData.Update, "IBLifecyclePolicy", SupportsShouldProcess = true, DefaultParameterSetName = ByMember, HelpUri = HelpPages.Folder + "Update-IBLifecyclePolicy.md")]
[OutputType(typeof(UpdateLifecyclePolicyResponse), typeof(LifecyclePolicy))]
public sealed class UpdateIBLifecyclePolicyCommand : ChangeCmdlet
{
    private const string ByMember = "ByMember";
    private const string ByRequest = "ByRequest";
    private const string ByMerge = "ByMerge";
    private const string ByName = "ByName";
    private const int ConcurrentReads = 10;

    private IReadOnlyList<Image>? images;
    private AmiFactIndex? facts;

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
    [ArgumentCompleter(typeof(NoFileCompleter))]
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
    [ContractArgument("policyDetails", typeof(LifecyclePolicyDetail[]))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.PolicyDetails))]
    public LifecyclePolicyDetail[]? PolicyDetail { get; set; }

    /// <summary>Which image resources the policy applies to: recipes or tags.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByMember, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByMerge, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByRequest)]
    [ContractArgument("resourceSelection", typeof(LifecyclePolicyResourceSelection))]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.ResourceSelection))]
    public LifecyclePolicyResourceSelection? ResourceSelection { get; set; }

    /// <summary>A request, a policy as read, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? InputObject { get; set; }

    /// <summary>The description, 1 to 1024 characters; null removes it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
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
    [ContractArgument("dateUpdated", typeof(DateTimeOffset))]
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>Sends the update even if nothing would change. Skips the conflict check and the warning of new deletions.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Adds the effect on the next run to -WhatIf and -Confirm, before and after the change.</summary>
    [Parameter]
    public SwitchParameter Preview { get; set; }

    /// <summary>With -Preview, does not ask EC2 about the AMIs.</summary>
    [Parameter]
    public SwitchParameter NoFact { get; set; }

    /// <summary>Writes the policy after the update instead of the response.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool ClearsDescription => Description is null && MyInvocation.BoundParameters.ContainsKey(nameof(Description));

    private bool IsShown => this.IsWhatIf() || this.IsAsked(ConfirmImpact.Medium);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!Preview || IsShown)
            return;
        const string Message = "-Preview was given without -WhatIf or -Confirm, so nothing was shown and nothing was sent.";
        ThrowTerminatingError(new(new ArgumentException(Message), "PreviewWithoutWhatIf", ErrorCategory.InvalidArgument, null)
        {
            ErrorDetails = new(Message) { RecommendedAction = "Add -WhatIf or -Confirm, or preview with Get-IBLifecyclePreview." },
        });
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        var request = BuildRequest();
        // A merged request is validated when it is complete; its ARN is, before the policy is read.
        Prepare(Merge ? new GetLifecyclePolicyRequest { LifecyclePolicyArn = request.LifecyclePolicyArn } : request);
        var update = new OptimisticUpdate<LifecyclePolicy>(
            request, () => ReadLifecyclePolicy(request.LifecyclePolicyArn), policy => (policy.Arn, policy.DateUpdated), Force);
        var (live, readError) = ReadLive(update);
        var lastKnown = request.DateUpdated;
        if (Merge)
        {
            request = request.MergedOver(live!, ReplacePolicyDetail);
            request.Description = ClearsDescription ? null : request.Description;
            Prepare(request);
        }
        var change = new PolicyUpdate(request, live);
        if (!change.IsEmpty)
            update.ThrowIfUpdatedSince(lastKnown);
        if (change.IsEmpty && !Force && !this.IsWhatIf())
        {
            WriteVerbose($"{PolicyUpdateText.Headline(change)}: no difference, nothing was sent.");
            if (PassThru)
                WriteObject(live);
            return;
        }
        if (!Force && !this.IsConfirmed() && change.Warning is { } warning)
            WriteWarning(warning);
        if (!IsAllowed(change, readError))
            return;
        if (IsShown)
            update.ThrowIfUpdatedMeanwhile();
        var response = SendPrepared(request);
        response.ClientToken = request.ClientToken;
        WriteObject(PassThru ? ReadLifecyclePolicy(request.LifecyclePolicyArn) : response);
    }

    // A caller may be allowed to update a policy and not to read it. If more is wrong, the send fails.
    private (LifecyclePolicy? Live, Exception? Error) ReadLive(OptimisticUpdate<LifecyclePolicy> update)
    {
        if (!Merge && !IsShown && Force)
            return (null, null);
        try
        {
            return (update.Read(), null);
        }
        catch (RequestFailedException failed) when (
            !Merge && !Cancellation.IsCancellationRequested && (IsShown || failed.InnerException is not ConnectionException))
        {
            return (null, failed.InnerException);
        }
    }

    private bool IsAllowed(PolicyUpdate change, Exception? readError)
    {
        var description = PolicyUpdateText.Headline(change);
        if (IsShown)
        {
            description += PolicyUpdateText.Details(change, TextColors.Of(this), readError?.Message ?? "it was not found")
                + (Preview ? NextRun(change) : "");
        }
        WriteAttempts();
        return ShouldProcess(description, description + (IsShown ? "\nReplace it?" : "?"), "Replace a lifecycle policy");
    }

    private string NextRun(PolicyUpdate change)
    {
        try
        {
            images ??= ReadAccountImages(ConcurrentReads);
            facts ??= NoFact ? null : new(ReadImageFacts(images, new() { ThrottleLimit = ConcurrentReads }));
            return PolicyUpdateText.NextRun(change, images, Now, facts);
        }
        catch (Exception error) when (error is RequestFailedException or ConnectionException or ArgumentException && !Cancellation.IsCancellationRequested)
        {
            return $"\nThe effect on the next run cannot be determined: {error.Message}";
        }
    }

    private UpdateLifecyclePolicyRequest BuildRequest()
    {
        var input = ParameterSetName == ByRequest ? Complete(InputObject!) : new() { LifecyclePolicyArn = Arn() };
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
        // The update compares with the date of the list, which is older than that of the read.
        request.DateUpdated = DateUpdated ?? InputObject?.DateUpdated ?? input.DateUpdated;
        return request;
    }

    private string? Arn() => ParameterSetName == ByName ? FindLifecyclePolicyArn(Name!) : LifecyclePolicyArn;
}
