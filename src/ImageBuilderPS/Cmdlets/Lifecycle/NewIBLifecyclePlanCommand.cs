using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Client;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Policies;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Output;

namespace ImageBuilderPS.Cmdlets.Lifecycle;

/// <summary>Plans a change of lifecycle policies: what it does, to review before Invoke-IBLifecyclePlan applies it. It changes nothing.</summary>
[Cmdlet(VerbsCommon.New, "IBLifecyclePlan", DefaultParameterSetName = ByMember, HelpUri = HelpPages.Folder + "New-IBLifecyclePlan.md")]
[OutputType(typeof(LifecyclePlan))]
public sealed class NewIBLifecyclePlanCommand : LifecyclePolicyChangeCmdlet
{
    private const string ByFile = "ByFile";
    private const int NothingToDo = 0;
    private const int Failed = 1;
    private const int Changes = 2;

    private readonly List<PolicyTarget> targets = [];
    private readonly List<Request> lastApplied = [];
    private readonly List<string> failures = [];
    private OutputFile? file;
    private CISystem? system;

    /// <summary>A policy as read, a request, a hashtable of the members, or parsed JSON; one with a name and without an ARN is created where there is none.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByRequest, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
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
    [ContractArgument("tags", typeof(TagMap))]
    public TagMap? Tag { get; set; }

    /// <summary>The file that the plan is saved in.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>How many days the plan is valid, and how many daily runs are reviewed; 7 by default.</summary>
    [Parameter]
    [ValidateRange(1, 90)]
    public int Days { get; set; } = 7;

    /// <summary>The most images that may newly be deleted, over all policies of the plan; 100 by default.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaximumDelete { get; set; } = new LifecyclePlanOptions().MaximumDelete;

    /// <summary>The most images that a policy may newly delete, in percent of those that it selects; 50 by default.</summary>
    [Parameter]
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
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 10;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        system = new(this, MyInvocation.BoundParameters.ContainsKey(nameof(CISummary)) ? CISummary.IsPresent : null);
        SetExitCode(Failed);
        file = OutputFile.Prepare(this, Path, Force, NoClobber);
        foreach (var (_, _, request) in ReadFiles(LastAppliedPath))
            lastApplied.Add(request);
    }

    /// <inheritdoc/>
    protected override void ProcessInput()
    {
        switch (ParameterSetName)
        {
            case ByFile:
                ForEach(ReadFiles(PolicyPath), read => Add(read.Request, read.Source));
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
        if (targets.Count == 0 && failures.Count == 0)
            Report(NoPolicy());
        if (failures.Count == 0)
        {
            ForEach([targets], _ =>
            {
                if (TryPlan() is { } plan)
                    Write(plan);
            });
        }
        if (failures.Count == 0)
            return;
        system!.Summarize(() => MarkdownSummary.OfErrors("No lifecycle plan was made", failures));
        var message = $"No plan was made: {failures.Count} {(failures.Count == 1 ? "error" : "errors")} before this. A plan has all of its policies or none.";
        base.Report(new(new InvalidOperationException(message), "PlanIncomplete", ErrorCategory.InvalidOperation, null)
        {
            ErrorDetails = new(message) { RecommendedAction = "Correct what the errors name, and plan again." },
        });
    }

    /// <inheritdoc/>
    protected override void Report(ErrorRecord error)
    {
        base.Report(error);
        failures.Add(CISystem.MessageOf(error));
        system!.Error(error);
    }

    // A plan of nothing would look like one without changes.
    private ErrorRecord NoPolicy()
    {
        var message = PolicyPath is null ? "Got no policy, so there is nothing to plan." : $"Got no policy: there is no .json file in {string.Join(", ", PolicyPath)}.";
        return new(new ItemNotFoundException(message), "NoPolicy", ErrorCategory.ObjectNotFound, PolicyPath)
        {
            ErrorDetails = new(message) { RecommendedAction = PolicyPath is null ? "Check the command before this one in the pipeline." : "Check the path." },
        };
    }

    private LifecyclePlan? TryPlan()
    {
        try
        {
            return Plan();
        }
        catch (ArgumentException error)
        {
            Report(new(error, "InvalidPolicy", ErrorCategory.InvalidArgument, null));
            return null;
        }
    }

    private LifecyclePlan Plan()
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
            Caller = FindCaller(),
            Region = Service.Region,
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

    private void Write(LifecyclePlan plan)
    {
        if (file?.Write(LifecyclePlanDocument.Write(plan)) is { } error)
        {
            Report(error);
            return;
        }
        foreach (var block in plan.BlockedBy ?? [])
        {
            WriteWarning($"The plan cannot be applied. {block.Message} {block.Lift} lifts this guard.");
            system!.Error($"Blocked: {block.Guard}", $"{block.Message} {string.Join("\n", (block.Resources ?? []).Take(10))}".TrimEnd());
        }
        foreach (var policy in plan.Policies!.Where(policy => policy.Drift is { Length: > 0 }))
        {
            WriteWarning($"Somebody changed policy {policy.Name} since it was last applied: {string.Join("; ", policy.Drift!.Select(difference => $"{difference}"))}.");
            system!.Warning($"Policy {policy.Name} was changed by somebody else", string.Join("\n", policy.Drift!.Select(difference => $"{difference}")));
        }
        system!.Summarize(() => MarkdownReport.Write(LifecycleReportBuilder.From(plan)));
        SetExitCode(plan.IsBlocked ? Failed : plan.HasChanges ? Changes : NothingToDo);
        WriteObject(plan);
    }

    private void Add(Request request, string? source)
    {
        if (request is CreateLifecyclePolicyRequest creation)
            AddNamed(creation, source);
        else
            AddUpdate(ParameterSetName is ByRequest or ByFile ? WithParameters((UpdateLifecyclePolicyRequest)request) : (UpdateLifecyclePolicyRequest)request, source);
    }

    private UpdateLifecyclePolicyRequest WithParameters(UpdateLifecyclePolicyRequest input)
    {
        var complete = Complete(input);
        var request = ParametersOver(complete);
        request.DateUpdated = input.DateUpdated ?? complete.DateUpdated;
        return request;
    }

    private void AddUpdate(UpdateLifecyclePolicyRequest request, string? source)
    {
        ThrowIfInvalid(new GetLifecyclePolicyRequest { LifecyclePolicyArn = request.LifecyclePolicyArn });
        var live = ReadLifecyclePolicy(request.LifecyclePolicyArn);
        var readAt = DateUpdated ?? request.DateUpdated;
        if (Merge || ParameterSetName == ByName)
            request = MergedOver(request, live);
        Prepare(request);
        var after = request.ToPolicy();
        after.Name = live.Name;
        if (readAt is not null && readAt != live.DateUpdated && LifecyclePolicyDiff.Compare(live, after).Count > 0)
            WriteWarning($"Policy {live.Name} was updated at {live.DateUpdated:u}, after {source ?? "the input"} was read. The plan replaces it as it is now: look at the differences.");
        Add(new(after, live) { Source = source, ClientToken = ClientToken is null or "" ? null : request.ClientToken, LastApplied = LastAppliedOf(live) });
    }

    private void AddNamed(CreateLifecyclePolicyRequest creation, string? source) => AddNamed(
        ParametersOver(new()
        {
            ExecutionRole = creation.ExecutionRole,
            ResourceType = creation.ResourceType,
            PolicyDetails = creation.PolicyDetails,
            ResourceSelection = creation.ResourceSelection,
            Description = creation.Description,
            Status = creation.Status,
            ClientToken = creation.ClientToken,
            AdditionalMembers = creation.AdditionalMembers,
        }),
        creation.Name!, source, creation.Tags);

    // A name that the account has is an update, and any other a creation.
    private void AddNamed(UpdateLifecyclePolicyRequest request, string name, string? source, TagMap? tags = null)
    {
        try
        {
            request.LifecyclePolicyArn = FindLifecyclePolicyArn(name);
        }
        catch (NameNotFoundException) when (request.PolicyDetails is not null)
        {
            AddCreation(request, name, source, tags ?? Tag);
            return;
        }
        AddUpdate(request, source);
    }

    private void AddCreation(UpdateLifecyclePolicyRequest request, string name, string? source, TagMap? tags)
    {
        var creation = new CreateLifecyclePolicyRequest
        {
            Name = name,
            ExecutionRole = request.ExecutionRole,
            ResourceType = request.ResourceType,
            PolicyDetails = request.PolicyDetails,
            ResourceSelection = request.ResourceSelection,
            Description = request.Description,
            Status = request.Status,
            Tags = tags,
            ClientToken = request.ClientToken,
            AdditionalMembers = request.AdditionalMembers,
        };
        Prepare(creation);
        Add(new(creation.ToPolicy(), null) { Source = source, ClientToken = ClientToken is null or "" ? null : creation.ClientToken });
    }

    private void Add(PolicyTarget target)
    {
        if (targets.Find(other => IsSame(other, target)) is { } first)
        {
            var message = $"Policy {target.After.Name} is planned twice: {first.Source ?? "an input"} and {target.Source ?? "another input"}.";
            Report(new(new InvalidOperationException(message), "PlannedTwice", ErrorCategory.InvalidArgument, target.After)
            {
                ErrorDetails = new(message) { RecommendedAction = "Leave one of them out." },
            });
            return;
        }
        foreach (var unknown in Api.Json.AdditionalMembers.Of(target.After))
            WriteWarning($"The preview does not understand {unknown.Key} of policy {target.After.Name}; the policy may keep or delete other images.");
        targets.Add(target);
    }

    private static bool IsSame(PolicyTarget one, PolicyTarget other) => one.Live?.Arn is { } arn ? arn == other.Live?.Arn : other.Live is null && NameLookup.IsSame(one.After.Name, other.After.Name);

    private LifecyclePolicy? LastAppliedOf(LifecyclePolicy live) => lastApplied.Select(request => request.ToPolicy())
        .FirstOrDefault(policy => policy.Arn is null ? NameLookup.IsSame(policy.Name, live.Name) : policy.Arn == live.Arn);

    private List<(string Path, string Source, Request Request)> ReadFiles(string[]? paths)
    {
        var read = new List<(string, string, Request)>();
        foreach (var path in paths ?? [])
        {
            var current = path;
            try
            {
                foreach (var found in FilePaths.Existing(this, path).SelectMany(Files))
                {
                    current = found;
                    read.Add((path, SourceOf(found), PolicyDocument.ReadNamed(FilePaths.ReadText(found))));
                }
            }
            catch (Exception error) when (error is not PipelineStoppedException)
            {
                Report(FilePaths.Failure(error, current));
            }
        }
        return read;
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).OrderBy(name => name, StringComparer.Ordinal)
        : [path];

    // A plan is read on other machines: a path below the current location is all that they share.
    private string SourceOf(string path)
    {
        var here = SessionState.Path.CurrentFileSystemLocation.ProviderPath.TrimEnd('/', '\\') + System.IO.Path.DirectorySeparatorChar;
        return path.StartsWith(here, StringComparison.Ordinal) ? path.Substring(here.Length).Replace('\\', '/') : System.IO.Path.GetFileName(path);
    }

    private void SetExitCode(int code)
    {
        if (DetailedExitCode)
            SessionState.PSVariable.Set("global:LASTEXITCODE", code);
    }
}
