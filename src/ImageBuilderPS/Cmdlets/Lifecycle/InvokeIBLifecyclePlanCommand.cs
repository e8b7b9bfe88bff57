using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Applies a plan of New-IBLifecyclePlan, if the account is still the one that was reviewed. It can be run again.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "IBLifecyclePlan", SupportsShouldProcess = true, DefaultParameterSetName = ByPlan, HelpUri = HelpPages.Folder + "Invoke-IBLifecyclePlan.md")]
[OutputType(typeof(LifecyclePlanResult))]
public sealed partial class InvokeIBLifecyclePlanCommand : ImageBuilderCmdlet
{
    private const string ByPath = "ByPath";
    private const string ByPlan = "ByPlan";
    private const string NotApplied = "The lifecycle plan was not applied";

    private readonly List<string> failures = [];
    private readonly List<LifecyclePlanResult> results = [];
    private CISystem? system;
    private string? planFile;

    /// <summary>The files of plans; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByPath, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath", "LiteralPath")]
    public string[]? Path { get; set; }

    /// <summary>A plan.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByPlan, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public LifecyclePlan? InputObject { get; set; }

    /// <summary>The most deletions that nobody reviewed: of images, AMIs and snapshots that came since the plan, or came into use; 0 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0, int.MaxValue)]
    public int AllowDrift { get; set; }

    /// <summary>The file that gets a line of JSON for each policy; beside the plan's file by default, with the extension .audit.jsonl.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuditPath { get; set; }

    /// <summary>Writes annotations and a job summary; by default where GitHub Actions or Azure Pipelines runs the step.</summary>
    [Parameter]
    public SwitchParameter CISummary { get; set; }

    /// <summary>How many images, and how many AMIs of a region, are read at a time; 10 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override void Begin() =>
        system = new(this, MyInvocation.BoundParameters.ContainsKey(nameof(CISummary)) ? CISummary.IsPresent : null);

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        if (ParameterSetName == ByPlan)
            Apply(InputObject!, null);
        foreach (var path in Path ?? [])
        {
            failures.Clear();
            var files = PlanFile.Find(this, path, Report);
            if (files.Count == 0)
                system!.Summarize(() => MarkdownSummary.OfErrors(NotApplied, failures));
            foreach (var file in files)
                Apply(null, file);
        }
    }

    private void Apply(LifecyclePlan? plan, string? file)
    {
        failures.Clear();
        results.Clear();
        planFile = file;
        try
        {
            plan ??= PlanFile.Read(file!, Report);
            if (plan is not null)
            {
                ConnectTo(plan.Region, plan.RoleArn, plan.ExternalId);
                Apply(plan);
            }
        }
        catch (Exception error) when (ErrorRecords.IsFailureOfInput(error) && !Cancellation.IsCancellationRequested)
        {
            Report(ErrorRecords.From(error));
        }
        if (results.Count > 0)
            system!.Summarize(() => MarkdownSummary.OfResults(plan!, results));
        else if (failures.Count > 0)
            system!.Summarize(() => MarkdownSummary.OfErrors(plan is null ? NotApplied : $"{NotApplied}: account {plan.AccountId ?? "not known"}, {plan.Region}", failures));
    }

    private void Apply(LifecyclePlan plan)
    {
        var caller = FindCaller();
        if (Refusal(plan, caller) is { } refusal)
        {
            Report(refusal);
            return;
        }
        List<LifecyclePlanStep> steps = [.. plan.Policies!.Select(policy => new LifecyclePlanStep(policy, FindLive(policy)))];
        if (Stale(plan, steps) is { } stale)
        {
            Report(stale);
            return;
        }
        var pending = steps.Where(step => step.Policy.HasChanges && !step.IsDone).ToList();
        LifecyclePlanDrift? drift = null;
        if (pending.Count > 0)
        {
            drift = TryFindDrift(plan);
            if (drift is null)
                return;
            if (Drifted(plan, drift) is { } drifted)
            {
                Report(drifted);
                return;
            }
        }
        Apply(plan, steps, drift?.Count ?? 0, caller?.Arn);
    }

    /// <inheritdoc/>
    protected override void Report(ErrorRecord error)
    {
        base.Report(error);
        failures.Add(CISystem.MessageOf(error));
        system!.Error(error);
    }

    private LifecyclePolicy? FindLive(LifecyclePolicyPlan policy)
    {
        try
        {
            return ReadLifecyclePolicy(policy.LifecyclePolicyArn ?? FindLifecyclePolicyArn(policy.Name!));
        }
        catch (RequestFailedException error) when (error.InnerException is ResourceNotFoundException)
        {
            return null;
        }
        catch (NameNotFoundException)
        {
            return null;
        }
    }

    private LifecyclePlanDrift? TryFindDrift(LifecyclePlan plan)
    {
        try
        {
            return FindDrift(plan);
        }
        catch (ArgumentException error)
        {
            Report(new(error, "InvalidPolicy", ErrorCategory.InvalidArgument, plan));
            return null;
        }
    }

    private LifecyclePlanDrift FindDrift(LifecyclePlan plan)
    {
        var images = ReadAccountImages(ThrottleLimit);
        var facts = plan.FactsDigest is null ? null : ReadImageFacts(images, new()
        {
            RoleName = plan.RoleName,
            ThrottleLimit = ThrottleLimit,
            ReadsLaunchPermissions = LifecyclePlanner.NeedsSharing(plan.Policies!.SelectMany(policy => new[] { policy.After, policy.Before })),
        });
        if (LifecyclePlanDrift.IsNone(plan, images, facts))
            WriteVerbose("Images and facts are as they were when the plan was made.");
        return LifecyclePlanDrift.Find(plan, images, facts, Now);
    }

    private void Apply(LifecyclePlan plan, IReadOnlyList<LifecyclePlanStep> steps, int unreviewed, string? caller)
    {
        AuditFile? audit = null;
        try
        {
            // Nothing is sent that could not be recorded.
            var mayWrite = steps.Any(step => step.Policy.HasChanges) && !this.IsWhatIf();
            audit = mayWrite ? AuditFile.Open(this, AuditPath, planFile) : null;
            foreach (var step in steps)
            {
                if (Apply(plan, step, unreviewed, caller) is not { } result)
                    continue;
                audit?.Add(result);
                results.Add(result);
                WriteObject(result);
                unreviewed = result.Outcome == nameof(LifecyclePlanOutcome.Applied) ? 0 : unreviewed;
            }
        }
        catch (Exception error) when (FilePaths.IsFailure(error))
        {
            Report(FilePaths.Failure(error, AuditPath ?? planFile ?? ""));
        }
        finally
        {
            audit?.Dispose();
        }
    }

    private LifecyclePlanResult? Apply(LifecyclePlan plan, LifecyclePlanStep step, int unreviewed, string? caller)
    {
        if (!step.Policy.HasChanges)
            return LifecyclePlanResult.Create(plan, step.Policy, LifecyclePlanOutcome.Unchanged, Now, caller);
        if (step.IsDone)
            return LifecyclePlanResult.Create(plan, step.Policy, LifecyclePlanOutcome.AlreadyApplied, Now, caller, step.Live!.Arn);
        var description = $"{step.Policy.Change} lifecycle policy {step.Policy.Name}. Until the plan expires: {step.Policy.TotalsAfter}"
            + string.Concat(step.Policy.Differences!.Select(difference => $"\n    {difference}"));
        if (!ShouldProcess(description, description + "\nApply it?", "Apply a lifecycle plan"))
            return null;
        try
        {
            var (arn, requestId) = Send(step);
            return LifecyclePlanResult.Create(plan, step.Policy, LifecyclePlanOutcome.Applied, Now, caller, arn, requestId, unreviewed: unreviewed);
        }
        catch (RequestFailedException failed) when (!Cancellation.IsCancellationRequested)
        {
            var error = failed.InnerException!;
            WriteFailure(error, failed.Request);
            return LifecyclePlanResult.Create(
                plan, step.Policy, LifecyclePlanOutcome.Failed, Now, caller, requestId: (error as ImageBuilderException)?.RequestId, error: error.Message);
        }
    }

    private (string? Arn, string? RequestId) Send(LifecyclePlanStep step)
    {
        if (step.Policy.LifecyclePolicyArn is null)
        {
            var created = Send(step.ToCreateRequest());
            return (created.LifecyclePolicyArn, created.RequestId);
        }
        // Between the first look and this one, the images were read.
        var now = new LifecyclePlanStep(step.Policy, FindLive(step.Policy));
        var request = step.ToUpdateRequest();
        if (now.IsStale)
            throw new RequestFailedException(request, new ConflictingChangeException(request, step.Policy.LifecyclePolicyArn, step.Policy.DateUpdated, now.Live?.DateUpdated));
        var updated = Send(request);
        return (updated.LifecyclePolicyArn, updated.RequestId);
    }
}
