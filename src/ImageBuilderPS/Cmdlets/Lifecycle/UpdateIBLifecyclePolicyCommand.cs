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
public sealed class UpdateIBLifecyclePolicyCommand : LifecyclePolicyChangeCmdlet
{
    private const int ConcurrentReads = 10;


    /// <summary>A request, a policy as read, a hashtable of the members, or parsed JSON.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PolicyInput]
    public UpdateLifecyclePolicyRequest? InputObject { get; set; }

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

    private bool IsShown => this.IsWhatIf() || this.IsAsked(ConfirmImpact.Medium);

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
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
            request = MergedOver(request, live!);
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
            var (images, facts) = Connection.Keep(ReadAccount);
            return PolicyUpdateText.NextRun(change, images, Now, facts);
        }
        catch (Exception error) when (error is RequestFailedException or ConnectionException or ArgumentException && !Cancellation.IsCancellationRequested)
        {
            return $"\nThe effect on the next run cannot be determined: {error.Message}";
        }
    }

    private Account ReadAccount()
    {
        var images = ReadAccountImages(ConcurrentReads);
        return new(images, NoFact ? null : new(ReadImageFacts(images, new() { ThrottleLimit = ConcurrentReads })));
    }

    private UpdateLifecyclePolicyRequest BuildRequest()
    {
        var input = ParameterSetName == ByRequest ? Complete(InputObject!) : new() { LifecyclePolicyArn = Arn() };
        var request = ParametersOver(input);
        // The update compares with the date of the list, which is older than that of the read.
        request.DateUpdated = DateUpdated ?? InputObject?.DateUpdated ?? input.DateUpdated;
        return request;
    }

    private string? Arn() => ParameterSetName == ByName ? FindLifecyclePolicyArn(Name!) : LifecyclePolicyArn;

    private sealed record Account(IReadOnlyList<Image> Images, AmiFactIndex? Facts);
}
