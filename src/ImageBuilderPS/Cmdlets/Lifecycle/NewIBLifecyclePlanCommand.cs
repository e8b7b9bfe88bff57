using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Plans a change of lifecycle policies: what it does, to review before Invoke-IBLifecyclePlan applies it. It changes nothing.</summary>
[Cmdlet(VerbsCommon.New, "IBLifecyclePlan", DefaultParameterSetName = ByMember, HelpUri = HelpPages.Folder + "New-IBLifecyclePlan.md")]
[OutputType(typeof(LifecyclePlan))]
public sealed partial class NewIBLifecyclePlanCommand : LifecyclePolicyChangeCmdlet
{
    private const string ByFile = "ByFile";

    private readonly List<PlannedAccount> accounts = [];
    private readonly List<Request> lastApplied = [];
    private OutputFile? file;
    private CISystem? system;

    /// <summary>A policy as read, a request, a hashtable of the members, or parsed JSON; one with a name and without an ARN is created where there is none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PlanTargetInput]
    public Request? InputObject { get; set; }

    /// <summary>Files of policies, or folders of them; wildcards allowed. A file with a name and without an ARN is created where there is none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByFile, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    public string[]? PolicyPath { get; set; }

    /// <summary>The files as they were last applied, such as those of the main branch: how the live policies differ from them is what somebody else changed.</summary>
    [Parameter(ParameterSetName = ByFile)]
    public string[]? LastAppliedPath { get; set; }

    /// <summary>The tags of a policy that is created, at most 50. Those of a policy that exists stay.</summary>
    [Parameter(ParameterSetName = ByName)]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("tags", typeof(TagMap))]
    public TagMap? Tag { get; set; }

    /// <summary>The file that the plan is saved in. Of several accounts and regions, each plan has a file of its own, with both in its name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>How many days the plan is valid, and how many daily runs are reviewed; 7 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 90)]
    public int Days { get; set; } = 7;

    /// <summary>The most images that may newly be deleted, over all policies of a plan; 100 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumDelete { get; set; } = new LifecyclePlanOptions().MaximumDelete;

    /// <summary>The most images that a policy may newly delete, in percent of those that it selects; 50 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(0, 100)]
    public int MaximumDeletePercent { get; set; } = new LifecyclePlanOptions().MaximumDeletePercent;

    /// <summary>Lets the plan delete and disable AMIs that something uses.</summary>
    [Parameter]
    public SwitchParameter AllowInUse { get; set; }

    /// <summary>Lets the plan change resources of which facts are unknown.</summary>
    [Parameter]
    public SwitchParameter AllowUnknown { get; set; }

    /// <summary>Lets the plan delete or disable the last available image of a recipe.</summary>
    [Parameter]
    public SwitchParameter AllowLastImage { get; set; }

    /// <summary>The name of the role that is assumed in each other account, to ask EC2 about the AMIs there.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    public string? RoleName { get; set; }

    /// <summary>Does not ask EC2 about the AMIs: then nothing is known of what uses them.</summary>
    [Parameter]
    public SwitchParameter NoFact { get; set; }

    /// <summary>What a GB of snapshots costs in a month, in USD: a number, or a table by region.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [PriceArgument]
    public SnapshotPrices PricePerGBMonth { get; set; } = SnapshotPrices.Default;

    /// <summary>Sets $LASTEXITCODE: 0 for no changes, 2 for changes, 1 for an error or a blocked plan.</summary>
    [Parameter]
    public SwitchParameter DetailedExitCode { get; set; }

    /// <summary>Writes annotations and a job summary; by default where GitHub Actions or Azure Pipelines runs the step.</summary>
    [Parameter]
    public SwitchParameter CISummary { get; set; }

    /// <summary>Overwrites an existing file, even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Does not overwrite an existing file; it is an error.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>How many images, and how many AMIs of a region, are read at a time; 10 by default.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        system = new(this, MyInvocation.BoundParameters.ContainsKey(nameof(CISummary)) ? CISummary.IsPresent : null);
        SetExitCode(PlanExitCode.Failed);
        file = OutputFile.Prepare(this, Path, Force, NoClobber);
        beforeInput = current = new(null, new());
        foreach (var (_, _, request) in ReadFiles(LastAppliedPath))
            lastApplied.Add(request);
        if (beforeInput.Failures.Count > 0)
            accounts.Add(beforeInput);
        current = null;
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        switch (ParameterSetName)
        {
            case ByFile:
                _ = Connection;
                _ = Account;
                ForEach(ReadFiles(PolicyPath), read => AddFile(read.Request, read.Source));
                break;
            case ByRequest:
                Add(InputObject!, null);
                break;
            case ByName:
                AddNamed(ParametersOver(new()), Name!, null);
                break;
            default:
                Add(ParametersOver(new() { LifecyclePolicyArn = LifecyclePolicyArn }), null);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (accounts.Count == 0)
            Report(NoPolicy());
        // What is wrong with -LastAppliedPath came before the first account, and concerns all of them.
        var isBroken = accounts.Exists(account => account == beforeInput);
        foreach (var account in accounts.ToList())
            With(account.Connection, () => Finish(account, !isBroken || account == beforeInput));
        ReportUnplacedFiles();
        Summarize();
    }

    /// <inheritdoc/>
    protected override void Report(ErrorRecord error)
    {
        var account = current ?? Account;
        ErrorPlace.Attach(error, account.Settings);
        base.Report(error);
        account.Failures.Add(CISystem.MessageOf(error));
        system!.Error(error);
    }

    private void Finish(PlannedAccount account, bool isPlanned)
    {
        current = account;
        if (account.Targets.Count == 0 && account.Failures.Count == 0)
            Report(NoPolicy());
        if (account.Failures.Count == 0 && isPlanned)
        {
            ForEach([account], _ =>
            {
                if (TryPlan(account) is { } plan)
                    Write(account, plan);
            });
        }
        if (account.Plan is null && account.Failures.Count > 0)
            WriteIncomplete(account);
        current = null;
    }

    private LifecyclePlan? TryPlan(PlannedAccount account)
    {
        try
        {
            return Plan(account.Targets);
        }
        catch (ArgumentException error)
        {
            Report(new(error, "InvalidPolicy", ErrorCategory.InvalidArgument, null));
            return null;
        }
    }

    private LifecyclePlan Plan(IReadOnlyList<PolicyTarget> targets)
    {
        var now = Now;
        var images = ReadAccountImages(ThrottleLimit);
        var needsSharing = LifecyclePlanner.NeedsSharing(targets.SelectMany(target => new[] { target.After, target.Live }));
        var facts = NoFact ? null : ReadImageFacts(images, new() { RoleName = RoleName, ThrottleLimit = ThrottleLimit, ReadsLaunchPermissions = needsSharing });
        var options = new LifecyclePlanOptions
        {
            Days = Days,
            MaximumDelete = MaximumDelete,
            MaximumDeletePercent = MaximumDeletePercent,
            AllowInUse = AllowInUse,
            AllowUnknown = AllowUnknown,
            AllowLastImage = AllowLastImage,
            Caller = Caller,
            Region = Service.Region,
            RoleArn = Settings.RoleArn,
            ExternalId = Settings.ExternalId,
            RoleName = RoleName,
            Prices = PricePerGBMonth,
        };
        return new LifecyclePlanner(options, images, facts, now).Create(targets, needsSharing ? null : WithLaunchPermissions);
    }

    // An undo needs to know with whom AMIs are shared, which takes a call for each.
    private IReadOnlyList<AmiFact> WithLaunchPermissions(IReadOnlyList<AmiFact> facts)
    {
        var again = ReadFacts(
            [.. facts.Where(fact => fact.Problems is null && !fact.IsGone).Select(fact => new AmiQuery(fact.AmiId!, fact.Region!, fact.AccountId, fact.ImageArn))],
            new() { RoleName = RoleName, ThrottleLimit = ThrottleLimit }).ToDictionary(fact => (fact.Region, fact.AmiId));
        return [.. facts.Select(fact => again.TryGetValue((fact.Region, fact.AmiId), out var known) ? known : fact)];
    }
}
