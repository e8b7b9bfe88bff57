using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
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
    private const int ImagesAtOnce = 10;

    private IReadOnlyList<Image>? images;

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
    [ArgumentCompleter(typeof(MemberCompleter<UpdateLifecyclePolicyRequest>))]
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

    /// <summary>The description, 1 to 1024 characters; null takes the one away that is there.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ApiMember(typeof(UpdateLifecyclePolicyRequest), nameof(UpdateLifecyclePolicyRequest.Description))]
    public string? Description { get; set; }

    /// <summary>Whether the policy runs: ENABLED or DISABLED.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MemberCompleter<UpdateLifecyclePolicyRequest>))]
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

    /// <summary>When the policy was last updated, as read; one that was updated since is an error. A policy as read brings it along.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ContractArgument("dateUpdated", typeof(DateTimeOffset))]
    public DateTimeOffset? DateUpdated { get; set; }

    /// <summary>Sends a change that changes nothing too, and one of a policy that was updated meanwhile; warns of no deletion.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Adds to -WhatIf and -Confirm what the next run would do, before and after the change.</summary>
    [Parameter]
    public SwitchParameter Preview { get; set; }

    /// <summary>Writes the policy as it is afterwards, in place of the answer.</summary>
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
    protected override void ProcessRecord()
    {
        if (BuildRequest() is not { } request)
            return;
        // What is merged is judged in whole afterwards; the ARN is, before it is read.
        var read = new GetLifecyclePolicyRequest { LifecyclePolicyArn = request.LifecyclePolicyArn };
        if (!IsReady(Merge ? read : request))
            return;
        LifecyclePolicy? live = null;
        Exception? unread = null;
        try
        {
            live = Merge || IsShown || !Force ? Read(read) : null;
        }
        catch (Exception error) when (error is not PipelineStoppedException && !Cancellation.IsCancellationRequested)
        {
            // A caller may be allowed to update and not to read; the send tells what else is wrong.
            if (Merge || (error is ConnectionException && !IsShown))
            {
                Fail(error, Merge ? read : request);
                return;
            }
            unread = error;
        }
        TellAttempts();
        var lastKnown = request.DateUpdated;
        if (Merge && live is not null)
        {
            request = request.MergedOver(live, ReplacePolicyDetail);
            request.Description = ClearsDescription ? null : request.Description;
            if (!IsReady(request))
                return;
        }
        var change = new PolicyChange(request, live);
        if (live is null || change.IsNone || !IsOutdated(lastKnown, live, request))
            Apply(request, live, change, unread);
    }

    private void Apply(UpdateLifecyclePolicyRequest request, LifecyclePolicy? live, PolicyChange change, Exception? unread)
    {
        if (change.IsNone && !Force && !this.IsWhatIf())
        {
            WriteVerbose($"{change.Headline}: no difference, nothing was sent.");
            if (PassThru)
                WriteObject(live);
            return;
        }
        if (!Force && !this.IsConfirmed() && change.Warning is { } warning)
            WriteWarning(warning);
        if (!IsAllowed(change, unread) || HasChangedSince(live, request) || Send(request) is not { } response)
            return;
        response.ClientToken = request.ClientToken;
        if (!PassThru)
            WriteObject(response);
        else if (Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = request.LifecyclePolicyArn })?.LifecyclePolicy is { } policy)
            WriteObject(policy);
    }

    private bool IsAllowed(PolicyChange change, Exception? unread)
    {
        var description = change.Headline;
        if (IsShown)
            description += change.Details(TextColors.Of(this), unread?.Message ?? "it was not found") + (Preview ? NextRun(change) : "");
        TellAttempts();
        return ShouldProcess(description, description + (IsShown ? "\nReplace it?" : "?"), "Replace a lifecycle policy");
    }

    private string NextRun(PolicyChange change)
    {
        try
        {
            images ??= new AccountImages(Service, ImagesAtOnce, WriteProgress, Cancellation).Read();
            return change.NextRun(images, DateTimeOffset.UtcNow);
        }
        catch (Exception error) when (error is not PipelineStoppedException && !Cancellation.IsCancellationRequested)
        {
            return $"\nWhat the next run would do could not be told: {error.Message}";
        }
    }

    /// <exception cref="ImageBuilderException">The policy cannot be read.</exception>
    private LifecyclePolicy Read(GetLifecyclePolicyRequest request) =>
        Service.SendAsync(request, Cancellation).GetAwaiter().GetResult().LifecyclePolicy
            ?? throw new ImageBuilderException("The answer holds no policy.", "UnreadableResponse", 200);

    // Between the read and the send there is a person who thinks about the question.
    private bool HasChangedSince(LifecyclePolicy? read, UpdateLifecyclePolicyRequest request)
    {
        if (Force || read is null || !IsShown)
            return false;
        var again = new GetLifecyclePolicyRequest { LifecyclePolicyArn = request.LifecyclePolicyArn };
        return Send(again)?.LifecyclePolicy is not { } live || IsConflict(live.Arn, read.DateUpdated, live.DateUpdated, request);
    }

    private bool IsOutdated(DateTimeOffset? read, LifecyclePolicy live, UpdateLifecyclePolicyRequest request) =>
        !Force && read is not null && IsConflict(live.Arn, read, live.DateUpdated, request);

    private UpdateLifecyclePolicyRequest? BuildRequest()
    {
        var input = InputObject is { } given && ParameterSetName == ByRequest ? Whole(given) : new() { LifecyclePolicyArn = Arn() };
        return input is null || (ParameterSetName == ByName && input.LifecyclePolicyArn is null) ? null : new()
        {
            LifecyclePolicyArn = input.LifecyclePolicyArn,
            ExecutionRole = ExecutionRole ?? input.ExecutionRole,
            ResourceType = ResourceType ?? input.ResourceType,
            PolicyDetails = PolicyDetail ?? input.PolicyDetails,
            ResourceSelection = ResourceSelection ?? input.ResourceSelection,
            Description = ClearsDescription ? null : Description ?? input.Description,
            Status = Status ?? input.Status,
            ClientToken = ClientToken ?? input.ClientToken,
            AdditionalMembers = input.AdditionalMembers,
            // What a list told is older than what was read since: the update compares with the list.
            DateUpdated = DateUpdated ?? InputObject?.DateUpdated ?? input.DateUpdated,
        };
    }

    private string? Arn() => ParameterSetName == ByName ? FindLifecyclePolicyArn(Name!) : LifecyclePolicyArn;
}
