using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>When daily runs deprecate, disable and delete each image.</summary>
public sealed class LifecycleTimeline : ILifecycleDecisionVisitor
{
    private const int CalendarMonths = 12;
    private readonly SnapshotPrices prices;
    private readonly Dictionary<string, LifecycleTimelineRow> rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<DateTime, LifecycleTotals> months = [];
    private DateTimeOffset? first;
    private LifecycleTotals month = new();
    private LifecycleTimelineRow? row;

    internal LifecycleTimeline(SnapshotPrices prices) => this.prices = prices;

    /// <summary>One row for each image that the policy selects, in the order of the first run: newest first.</summary>
    public IReadOnlyList<LifecycleTimelineRow> Rows => [.. rows.Values];

    /// <summary>What the runs do all in all.</summary>
    public LifecycleTotals Totals { get; private set; } = new();

    /// <summary>The next twelve months from the first run on, each with what its runs do, and a last row for all later months where there are any.</summary>
    public IReadOnlyList<LifecycleCalendarRow> Calendar
    {
        get
        {
            if (first is not { } start)
                return [];
            var calendar = Enumerable.Range(0, CalendarMonths)
                .Select(i => MonthOf(start).AddMonths(i))
                .Select(key => new LifecycleCalendarRow(key, months.TryGetValue(key, out var totals) ? totals : new(prices)))
                .ToList();
            var later = new LifecycleTotals(prices);
            foreach (var beyond in months.Where(entry => entry.Key > calendar[CalendarMonths - 1].Month))
                later.Add(beyond.Value);
            if (later.HasChanges)
                calendar.Add(new(null, later));
            return calendar;
        }
    }

    /// <summary>Receives each decision too; null for none. It makes the texts that it needs: the rows have no reasons then.</summary>
    internal ILifecycleDecisionVisitor? Next { get; init; }

    /// <summary>Begins a run.</summary>
    internal void Begin(DateTimeOffset at)
    {
        if (first is null)
        {
            first = at;
            Totals = new(prices);
        }
        if (!months.TryGetValue(MonthOf(at), out month!))
            months.Add(MonthOf(at), month = new(prices));
    }

    /// <summary>Takes a decision of the run.</summary>
    /// <param name="decision">The decision, before its resource changes.</param>
    public void Visit(in ResourceDecision decision)
    {
        Next?.Visit(decision);
        if (decision.ResourceType == LifecycleResourceType.Image)
            row = RowOf(decision);
        if (row is null)
            return;
        // Each run decides again about what stays as it is: it counts once.
        if (decision.ResourceType == LifecycleResourceType.Image ? row.Take(decision, hasReason: Next is null) : row.TakeOutput(decision, prices))
        {
            month.Visit(decision);
            Totals.Visit(decision);
        }
    }

    private LifecycleTimelineRow? RowOf(in ResourceDecision decision)
    {
        if (decision.ReasonKind is ReasonKind.NotSelected or ReasonKind.OtherType || decision.ResourceId is not { } arn)
            return null;
        if (!rows.TryGetValue(arn, out var known))
            rows.Add(arn, known = new(decision));
        return known;
    }

    private static DateTime MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Utc);
}

/// <summary>When daily runs of a policy reach an image.</summary>
public sealed class LifecycleTimelineRow
{
    private readonly HashSet<(LifecycleAction Action, LifecycleResourceType Type, string? AmiId, string? ResourceId)> taken = [];
    private readonly List<string> uses = [];

    internal LifecycleTimelineRow(in ResourceDecision decision)
    {
        ImageArn = decision.Image.Arn;
        RecipeName = decision.RecipeName;
        RecipeVersion = decision.RecipeVersion;
        AccountId = decision.AccountId;
        Region = decision.Region;
        DateCreated = decision.Image.DateCreated;
        Status = decision.Status;
    }

    /// <summary>The image's ARN.</summary>
    public string? ImageArn { get; }

    /// <summary>The recipe's name.</summary>
    public string? RecipeName { get; }

    /// <summary>The recipe's exact version.</summary>
    public string? RecipeVersion { get; }

    /// <summary>The account that owns the image.</summary>
    public string? AccountId { get; }

    /// <summary>The image's region.</summary>
    public string? Region { get; }

    /// <summary>When the image was created.</summary>
    public DateTimeOffset? DateCreated { get; }

    /// <summary>The image's status before the first run.</summary>
    public string? Status { get; }

    /// <summary>The run that deprecates it; null for none.</summary>
    public DateTimeOffset? DeprecatedOn { get; private set; }

    /// <summary>The run that disables it; null for none.</summary>
    public DateTimeOffset? DisabledOn { get; private set; }

    /// <summary>The run that deletes it; null for none.</summary>
    public DateTimeOffset? DeletedOn { get; private set; }

    /// <summary>The first run that is refused a change of it; null for none.</summary>
    public DateTimeOffset? RefusedOn { get; private set; }

    /// <summary>Why no rule reaches it, or why a run is refused; null where it is deleted.</summary>
    public string? Reason { get; private set; }

    /// <summary>How many of its AMIs are deleted.</summary>
    public int DeletedAmis { get; private set; }

    /// <summary>How many snapshots are deleted with it.</summary>
    public int DeletedSnapshots { get; private set; }

    /// <summary>The full size of these snapshots in bytes, which is the most that becomes free.</summary>
    public long FreedBytes { get; private set; }

    /// <summary>The most that these snapshots cost in a month, in USD.</summary>
    public decimal MaxMonthlyCost { get; private set; }

    /// <summary>What refers to its AMIs, one line each; empty for nothing, and when unknown.</summary>
    public string[] InUseBy => [.. uses];

    /// <summary>What runs do with it.</summary>
    internal IEnumerable<LifecycleAction> Actions
    {
        get
        {
            if (DeprecatedOn is not null)
                yield return LifecycleAction.Deprecate;
            if (DisabledOn is not null)
                yield return LifecycleAction.Disable;
            if (DeletedOn is not null)
                yield return LifecycleAction.Delete;
        }
    }

    /// <summary>Takes a decision about the image.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="hasReason">Whether the reason is shown.</param>
    /// <returns>Whether it was not taken before.</returns>
    internal bool Take(in ResourceDecision decision, bool hasReason)
    {
        // Of a refusal, which comes again with each run, the first is shown.
        if (hasReason && (!decision.IsHindered || RefusedOn is null))
            Reason = decision.Action == LifecycleAction.Delete && !decision.IsHindered ? null : decision.Reason;
        if (!decision.IsAction)
            return decision.Action == LifecycleAction.Unknown && IsNew(decision);
        if (decision.IsHindered)
        {
            RefusedOn ??= decision.At;
            return false;
        }
        if (decision.Action == LifecycleAction.Deprecate)
            DeprecatedOn ??= decision.At;
        else if (decision.Action == LifecycleAction.Disable)
            DisabledOn ??= decision.At;
        else
            DeletedOn ??= decision.At;
        return IsNew(decision);
    }

    /// <summary>Takes a decision about one of the image's outputs.</summary>
    /// <returns>Whether it was not taken before.</returns>
    internal bool TakeOutput(in ResourceDecision decision, SnapshotPrices prices)
    {
        if (!IsNew(decision))
            return false;
        foreach (var use in (decision.ResourceType == LifecycleResourceType.Ami ? decision.Fact?.InUseBy : null) ?? [])
        {
            if (use.ToString() is var text && !uses.Contains(text))
                uses.Add(text);
        }
        if (decision.Action != LifecycleAction.Delete || decision.IsHindered)
            return true;
        if (decision.ResourceType == LifecycleResourceType.Ami)
            DeletedAmis++;
        else if (decision.ResourceType == LifecycleResourceType.Snapshot)
            DeletedSnapshots++;
        if (decision.FreedBytes is { } bytes)
        {
            FreedBytes += bytes;
            MaxMonthlyCost += decision.MaxMonthlyCost(prices) ?? 0;
        }
        return true;
    }

    /// <summary>The image and its days.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Arn.ShortName(ImageArn)}: deprecated {DeprecatedOn:yyyy-MM-dd}, disabled {DisabledOn:yyyy-MM-dd}, deleted {DeletedOn:yyyy-MM-dd}");

    private bool IsNew(in ResourceDecision decision) =>
        taken.Add((decision.Action, decision.ResourceType, decision.Ami?.Image, decision.ResourceId));
}

/// <summary>What the runs of a month do.</summary>
public sealed class LifecycleCalendarRow
{
    private readonly LifecycleTotals totals;

    internal LifecycleCalendarRow(DateTime? month, LifecycleTotals totals)
    {
        Month = month;
        this.totals = totals;
    }

    /// <summary>The first day of the month, UTC; null for all later months.</summary>
    public DateTime? Month { get; }

    /// <summary>How many images are deprecated.</summary>
    public int DeprecatedImages => totals.Count(LifecycleAction.Deprecate, LifecycleResourceType.Image);

    /// <summary>How many images are disabled.</summary>
    public int DisabledImages => totals.Count(LifecycleAction.Disable, LifecycleResourceType.Image);

    /// <summary>How many images are deleted.</summary>
    public int DeletedImages => totals.Deleted(LifecycleResourceType.Image);

    /// <summary>How many AMIs are deleted.</summary>
    public int DeletedAmis => totals.Deleted(LifecycleResourceType.Ami);

    /// <summary>How many snapshots are deleted.</summary>
    public int DeletedSnapshots => totals.Deleted(LifecycleResourceType.Snapshot);

    /// <summary>How many AMIs that something refers to now are deleted or disabled.</summary>
    public int InUse => totals.InUse;

    /// <summary>The full size of the snapshots in bytes, which is the most that becomes free.</summary>
    public long FreedBytes => totals.FreedBytes;

    /// <summary>The most that these snapshots cost in a month, in USD.</summary>
    public decimal MaxMonthlyCost => totals.MaxMonthlyCost;

    /// <summary>The month and the deletions.</summary>
    public override string ToString() => $"{Month?.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture) ?? "later"}: {totals.ToLine()}";
}
