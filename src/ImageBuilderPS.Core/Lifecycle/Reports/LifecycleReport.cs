using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>
/// A plan, a preview or executions in one form, for people who do not read consoles. <see cref="HtmlReport"/>,
/// <see cref="MarkdownReport"/> and <see cref="JsonReport"/> write it. The same input makes the same report.
/// </summary>
public sealed class LifecycleReport : Shape
{
    /// <summary>The version of the format.</summary>
    public int Version { get; internal set; } = 1;

    /// <summary>What it is a report of, a name of <see cref="LifecycleReportKind"/>: <c>Plan</c>.</summary>
    public string Kind { get; internal set; } = "";

    /// <summary>The title.</summary>
    public string Title { get; internal set; } = "";

    /// <summary>When the plan was made, the time of the first run of a preview, or the start of the first execution; null when not known.</summary>
    public DateTimeOffset? At { get; internal set; }

    /// <summary>When the plan expires, the time of the last run of a preview, or the end of the last execution; null when not known.</summary>
    public DateTimeOffset? Until { get; internal set; }

    /// <summary>The ARN of who made the plan; null for others, and when it could not be read.</summary>
    public string? CreatedBy { get; internal set; }

    /// <summary>The account of the policies and images; null when it is not known, or is not one.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The region of the policies and images; null when it is not known, or is not one.</summary>
    public string? Region { get; internal set; }

    /// <summary>Whether a guard keeps the plan from being applied; null for others.</summary>
    public bool? IsBlocked { get; internal set; }

    /// <summary>Whether the plan creates or changes a policy; null for others.</summary>
    public bool? HasChanges { get; internal set; }

    /// <summary>The guards that keep the plan from being applied; empty for none.</summary>
    public LifecycleReportBlock[] BlockedBy { get; internal set; } = [];

    /// <summary>The accounts and regions, those first that need a look; also those that could not be read. Empty where no account is known.</summary>
    public LifecycleReportAccount[] Accounts { get; internal set; } = [];

    /// <summary>What happens, from the rows. A resource on which several policies act in the same way counts once.</summary>
    public LifecycleReportTotals Totals { get; internal set; } = new();

    /// <summary>The policies of a plan; empty for others.</summary>
    public LifecycleReportPolicy[] Policies { get; internal set; } = [];

    /// <summary>The executions; empty for others.</summary>
    public LifecycleReportExecution[] Executions { get; internal set; } = [];

    /// <summary>What the runs of a month do: twelve months of a plan, or the months of a preview of several runs; empty for others.</summary>
    public LifecyclePlanMonth[] Calendar { get; internal set; } = [];

    /// <summary>Images by their age in days; empty where no age is known.</summary>
    public LifecycleReportGroup[] Ages { get; internal set; } = [];

    /// <summary>All resources by recipe; what is deleted most comes first.</summary>
    public LifecycleReportGroup[] Recipes { get; internal set; } = [];

    /// <summary>All resources by region; what is deleted most comes first.</summary>
    public LifecycleReportGroup[] Regions { get; internal set; } = [];

    /// <summary>The resources: deletions first, otherwise in the order of the input.</summary>
    public LifecycleReportRow[] Rows { get; internal set; } = [];

    /// <summary>The title and what happens.</summary>
    public override string ToString() => $"{Title}: {Totals}";

    /// <summary>The role of the plan; null for none.</summary>
    internal string? RoleArn { get; set; }

    /// <summary>The names of the policies, for the title.</summary>
    internal string?[] Names { get; set; } = [];

    /// <summary>Whether it is of several accounts and regions, or of some that could not be read.</summary>
    internal bool HasAccounts => Accounts.Length > 1 || Array.Exists(Accounts, account => account.Error is not null);
}

/// <summary>What a report is of.</summary>
public enum LifecycleReportKind
{
    /// <summary>A plan.</summary>
    Plan,

    /// <summary>A preview.</summary>
    Preview,

    /// <summary>One or more executions.</summary>
    Execution,
}

/// <summary>The forms of a report.</summary>
public enum LifecycleReportFormat
{
    /// <summary>One HTML file that needs no network.</summary>
    Html,

    /// <summary>Markdown for a comment on GitHub.</summary>
    Markdown,

    /// <summary>The report itself as JSON.</summary>
    Json,
}

/// <summary>What becomes of a resource, in one word: its action and what EC2 makes of it. The most serious comes first.</summary>
public enum LifecycleEffect
{
    /// <summary>It is deleted.</summary>
    Delete,

    /// <summary>It is disabled.</summary>
    Disable,

    /// <summary>It is deprecated.</summary>
    Deprecate,

    /// <summary>It is made available again.</summary>
    Restore,

    /// <summary>An execution failed to change it.</summary>
    Failed,

    /// <summary>The runs are refused the action: it stays as it is.</summary>
    Refused,

    /// <summary>It stays while its image resource is deleted; no policy manages it any more.</summary>
    Unmanaged,

    /// <summary>It may be changed: a fact is unknown.</summary>
    Unknown,

    /// <summary>The snapshot stays, since another AMI consists of it.</summary>
    SharedSnapshot,

    /// <summary>An execution has not finished with it.</summary>
    InProgress,

    /// <summary>An exclusion keeps it.</summary>
    Skip,

    /// <summary>No rule acts on it.</summary>
    Keep,
}

/// <summary>Counts of what happens.</summary>
public sealed class LifecycleReportTotals : Shape
{
    /// <summary>How many rows the report has.</summary>
    public int Rows { get; internal set; }

    /// <summary>How many images are deleted.</summary>
    public int DeletedImages { get; internal set; }

    /// <summary>How many AMIs are deleted.</summary>
    public int DeletedAmis { get; internal set; }

    /// <summary>How many snapshots are deleted.</summary>
    public int DeletedSnapshots { get; internal set; }

    /// <summary>How many container images are deleted.</summary>
    public int DeletedContainers { get; internal set; }

    /// <summary>How many images are disabled.</summary>
    public int DisabledImages { get; internal set; }

    /// <summary>How many AMIs are disabled.</summary>
    public int DisabledAmis { get; internal set; }

    /// <summary>How many images are deprecated.</summary>
    public int DeprecatedImages { get; internal set; }

    /// <summary>How many AMIs are deprecated.</summary>
    public int DeprecatedAmis { get; internal set; }

    /// <summary>How many images and AMIs are made available again.</summary>
    public int Restored { get; internal set; }

    /// <summary>How many resources the live policies do not delete, and the plan does; null for a report that is not of a plan.</summary>
    public int? NewDeletions { get; internal set; }

    /// <summary>How many AMIs that something refers to are deleted or disabled.</summary>
    public int InUse { get; internal set; }

    /// <summary>How many AMIs are deleted or disabled of which it is not known whether something refers to them.</summary>
    public int UnknownUse { get; internal set; }

    /// <summary>How many resources may be changed, since a fact is unknown.</summary>
    public int Unknown { get; internal set; }

    /// <summary>How many AMIs and snapshots the runs are refused to change.</summary>
    public int Refused { get; internal set; }

    /// <summary>How many resources an execution failed to change.</summary>
    public int Failed { get; internal set; }

    /// <summary>How many resources an execution has not finished with.</summary>
    public int InProgress { get; internal set; }

    /// <summary>How many snapshots stay because another AMI consists of them.</summary>
    public int SharedSnapshots { get; internal set; }

    /// <summary>How many AMIs stay while their image resource is deleted.</summary>
    public int Unmanaged { get; internal set; }

    /// <summary>The full size in bytes of the snapshots that are deleted, which is the most that becomes free.</summary>
    public long FreedBytes { get; internal set; }

    /// <summary>How many snapshots are deleted whose size is unknown.</summary>
    public int UnknownSizes { get; internal set; }

    /// <summary>The most that the deleted snapshots cost in a month, in USD.</summary>
    public decimal MaxMonthlyCost { get; internal set; }

    /// <summary>The totals on one line: <c>Deletes 6 images, 12 AMIs, 24 snapshots, 180 GB, up to 9 USD a month; 1 in use.</c></summary>
    public string Line { get; internal set; } = "";

    /// <summary>Whether anything changes for certain.</summary>
    internal bool HasActions => DeletedImages + DeletedAmis + DeletedSnapshots + DeletedContainers + DisabledImages + DisabledAmis + DeprecatedImages + DeprecatedAmis + Restored > 0;

    /// <summary>Whether anything is deleted for certain.</summary>
    internal bool HasDeletions => DeletedImages + DeletedAmis + DeletedSnapshots + DeletedContainers > 0;

    /// <summary>The totals on one line.</summary>
    public override string ToString() => Line;
}

/// <summary>What a plan does with one policy.</summary>
public sealed class LifecycleReportPolicy : Shape
{
    /// <summary>The account of the policy; null when not known.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The region of the policy.</summary>
    public string? Region { get; internal set; }

    /// <summary>The policy's name.</summary>
    public string? Name { get; internal set; }

    /// <summary>The policy's ARN; null for one that is created.</summary>
    public string? LifecyclePolicyArn { get; internal set; }

    /// <summary>The file that has the policy; null without a file.</summary>
    public string? Source { get; internal set; }

    /// <summary>What is done, a name of <see cref="LifecyclePolicyChange"/>: <c>Update</c>.</summary>
    public string? Change { get; internal set; }

    /// <summary>What the policy begins to delete, in a sentence; null for nothing.</summary>
    public string? Warning { get; internal set; }

    /// <summary>How many images the policy selects.</summary>
    public int? SelectedImages { get; internal set; }

    /// <summary>The rules of a policy that is created, one line each; empty for others.</summary>
    public string[] Rules { get; internal set; } = [];

    /// <summary>The differences from the live policy; empty for none, and for a policy that is created.</summary>
    public LifecyclePlanDifference[] Differences { get; internal set; } = [];

    /// <summary>What somebody changed in the live policy since it was last applied; null where that is not known.</summary>
    public LifecyclePlanDifference[]? Drift { get; internal set; }

    /// <summary>What the live policy's runs do until the plan expires; null for a policy that is created.</summary>
    public LifecyclePlanTotals? TotalsBefore { get; internal set; }

    /// <summary>What the policy's runs do until the plan expires.</summary>
    public LifecyclePlanTotals? TotalsAfter { get; internal set; }

    /// <summary>The change and the name.</summary>
    public override string ToString() => $"{Change} {Name}";
}

/// <summary>One execution.</summary>
public sealed class LifecycleReportExecution : Shape
{
    /// <summary>The account of the policy that ran; null when not known.</summary>
    public string? AccountId { get; internal set; }

    /// <summary>The region of the policy that ran; null when not known.</summary>
    public string? Region { get; internal set; }

    /// <summary>The execution's id; null when it was not given.</summary>
    public string? LifecycleExecutionId { get; internal set; }

    /// <summary>The policy that ran; null for a manual change, and when it was not given.</summary>
    public string? LifecyclePolicyArn { get; internal set; }

    /// <summary>Its status, as the API has it: <c>SUCCESS</c>; null when it was not given.</summary>
    public string? Status { get; internal set; }

    /// <summary>The reason of the status; null when there is none.</summary>
    public string? Reason { get; internal set; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartTime { get; internal set; }

    /// <summary>When it ended; null while it is in progress.</summary>
    public DateTimeOffset? EndTime { get; internal set; }

    /// <summary>The id and the status.</summary>
    public override string ToString() => $"{LifecycleExecutionId} {Status}".Trim();
}

/// <summary>Counts of the rows of an age, a recipe or a region.</summary>
[OneLine]
public sealed class LifecycleReportGroup : Shape
{
    /// <summary>The age, recipe or region; null when not known.</summary>
    public string? Name { get; internal set; }

    /// <summary>How many are deleted.</summary>
    public int Deleted { get; internal set; }

    /// <summary>How many are disabled.</summary>
    public int Disabled { get; internal set; }

    /// <summary>How many are deprecated.</summary>
    public int Deprecated { get; internal set; }

    /// <summary>How many may be changed, since a fact is unknown or an execution has not finished.</summary>
    public int Unknown { get; internal set; }

    /// <summary>How many are none of these.</summary>
    public int Staying { get; internal set; }

    /// <summary>How many AMIs are deleted or disabled that something refers to.</summary>
    public int InUse { get; internal set; }

    /// <summary>All.</summary>
    internal int Total => Deleted + Disabled + Deprecated + Unknown + Staying;

    /// <summary>The name and the deletions.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name ?? "unknown"}: {Deleted} of {Total} deleted");
}
