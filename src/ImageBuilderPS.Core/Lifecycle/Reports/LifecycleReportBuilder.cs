using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>Makes reports of plans, previews and executions. It reads and sends nothing.</summary>
public static class LifecycleReportBuilder
{
    private const int MaxNames = 3;

    /// <summary>A report of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="title">The title; null for one that names the policies, where they are known.</param>
    public static LifecycleReport From(LifecyclePlan plan, string? title = null) => From([plan], title);

    /// <summary>A report of the plans of several accounts and regions.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="title">The title; null for one that names the policies, where they are known.</param>
    /// <param name="unread">The accounts and regions of which there is no plan; null for none.</param>
    public static LifecycleReport From(IReadOnlyList<LifecyclePlan> plans, string? title = null, IReadOnlyList<UnreadAccount>? unread = null) =>
        ReportMerge.Merge(LifecycleReportKind.Plan, [.. plans.Select(Part)], unread ?? [], title);

    /// <summary>A report of a preview.</summary>
    /// <param name="decisions">The decisions, also of several runs, policies, accounts and regions.</param>
    /// <param name="title">The title; null for one that names the policies, where they are known.</param>
    /// <param name="unread">The accounts and regions that could not be read; null for none.</param>
    public static LifecycleReport From(IReadOnlyList<LifecycleDecision> decisions, string? title = null, IReadOnlyList<UnreadAccount>? unread = null) =>
        ReportMerge.Merge(LifecycleReportKind.Preview, [.. ByPlace(decisions, decision => decision.ImageArn).Select(place => Part(place))], unread ?? [], title);

    /// <summary>A report of executions.</summary>
    /// <param name="executions">Each execution with its image resources and their outputs, an image before its outputs. Of an execution that was not read, only the id is known, or nothing.</param>
    /// <param name="title">The title; null for one that names the policies, where they are known.</param>
    /// <param name="unread">The accounts and regions that could not be read; null for none.</param>
    public static LifecycleReport From(
        IReadOnlyList<(LifecycleExecution Execution, IReadOnlyList<LifecycleExecutionResource> Resources)> executions, string? title = null, IReadOnlyList<UnreadAccount>? unread = null) =>
        ReportMerge.Merge(LifecycleReportKind.Execution, [.. ByPlace(executions, run => PlaceOf(run.Execution, run.Resources)).Select(place => Part(place))], unread ?? [], title);

    private static LifecycleReport Part(LifecyclePlan plan)
    {
        var policies = plan.Policies ?? [];
        var rows = policies.SelectMany(policy => (policy.Decisions ?? []).Select(decision => DecisionRows.From(policy, decision)));
        string?[] names = [.. policies.Select(policy => policy.Name)];
        var report = Create(LifecycleReportKind.Plan, TitleOf(LifecycleReportKind.Plan, names), rows);
        report.Names = names;
        report.At = plan.CreatedAt;
        report.Until = plan.ValidUntil;
        report.CreatedBy = plan.CreatedBy;
        report.AccountId = plan.AccountId;
        report.Region = plan.Region;
        report.RoleArn = plan.RoleArn;
        report.IsBlocked = plan.IsBlocked;
        report.HasChanges = plan.HasChanges;
        report.BlockedBy = [.. (plan.BlockedBy ?? []).Select(block => Block(plan, block))];
        report.Policies = [.. policies.Select(policy => Policy(plan, policy))];
        report.Calendar = Calendar(policies.SelectMany(policy => policy.Calendar ?? []));
        return report;
    }

    private static LifecycleReport Part(List<LifecycleDecision> decisions)
    {
        var report = Create(LifecycleReportKind.Preview, TitleOf(LifecycleReportKind.Preview, []), decisions.Select(DecisionRows.From));
        report.At = decisions.Count == 0 ? null : decisions.Min(decision => decision.At);
        report.Until = decisions.Count == 0 ? null : decisions.Max(decision => decision.At);
        SetPlace(report, decisions.Select(decision => decision.ImageArn));
        if (report.At != report.Until)
            report.Calendar = Months(report.Rows);
        return report;
    }

    private static LifecycleReport Part(List<(LifecycleExecution Execution, IReadOnlyList<LifecycleExecutionResource> Resources)> executions)
    {
        string?[] names = [.. executions.Select(run => run.Execution.LifecyclePolicyArn is { } policy ? Arn.ShortName(policy) : run.Execution.LifecycleExecutionId)];
        var report = Create(
            LifecycleReportKind.Execution, TitleOf(LifecycleReportKind.Execution, names), executions.SelectMany(run => ExecutionRows.From(run.Execution, run.Resources)));
        report.Names = names;
        report.Executions = [.. executions.Select(run => Execution(run.Execution, Arn.Parse(PlaceOf(run.Execution, run.Resources))))];
        report.At = executions.Min(run => run.Execution.StartTime);
        report.Until = executions.Any(run => run.Execution.EndTime is null) ? null : executions.Max(run => run.Execution.EndTime);
        SetPlace(report, executions.Select(run => PlaceOf(run.Execution, run.Resources)));
        return report;
    }

    // An image that is no ARN, as in an offline preview, has no account of its own.
    private static List<List<T>> ByPlace<T>(IReadOnlyList<T> items, Func<T, string?> arn)
    {
        var places = new Dictionary<(string?, string?), List<T>>();
        foreach (var item in items)
        {
            var parsed = Arn.Parse(arn(item));
            var key = (parsed?.AccountId, parsed?.Region);
            if (!places.TryGetValue(key, out var place))
                places.Add(key, place = []);
            place.Add(item);
        }
        return places.Count == 0 ? [[]] : [.. places.Values];
    }

    private static string? PlaceOf(LifecycleExecution execution, IReadOnlyList<LifecycleExecutionResource> resources) =>
        execution.LifecyclePolicyArn ?? resources.Select(resource => resource.ResourceId).FirstOrDefault(id => Arn.Parse(id)?.AccountId is not null);

    /// <summary>A report of rows.</summary>
    /// <param name="kind">What it is of.</param>
    /// <param name="title">The title.</param>
    /// <param name="rows">The rows.</param>
    internal static LifecycleReport Create(LifecycleReportKind kind, string title, IEnumerable<LifecycleReportRow> rows)
    {
        // OrderBy is stable, so the order of the input stays otherwise.
        LifecycleReportRow[] ordered = [.. rows.OrderBy(row => (int)row.Kind)];
        return new()
        {
            Kind = kind.ToString(),
            Title = title,
            Totals = ReportTotals.Of(ordered, kind),
            Ages = ReportGroups.ByAge(ordered),
            Recipes = ReportGroups.By(ordered, row => row.RecipeName),
            Regions = ReportGroups.By(ordered, row => row.Region),
            Rows = ordered,
        };
    }

    /// <summary>A title that names the policies.</summary>
    /// <param name="kind">What the report is of.</param>
    /// <param name="names">The names; null for one that is not known.</param>
    internal static string TitleOf(LifecycleReportKind kind, string?[] names) => ($"Lifecycle {kind.ToString().ToLowerInvariant()}", names.OfType<string>().Distinct().ToList()) switch
    {
        (var title, { Count: 0 }) => title,
        (var title, { Count: <= MaxNames } few) => $"{title}: {string.Join(", ", few)}",
        var (title, many) => FormattableString.Invariant($"{title}: {many[0]} and {many.Count - 1} others"),
    };

    /// <summary>The value that all have; null when they have several, or none.</summary>
    /// <param name="values">The values.</param>
    internal static string? OnlyOne(IEnumerable<string?> values) => values.Distinct().Take(2).ToList() is { Count: 1 } one ? one[0] : null;

    // A preview and an execution do not say where they are; their images and policies do.
    private static void SetPlace(LifecycleReport report, IEnumerable<string?> places)
    {
        var arns = places.Distinct().Select(Arn.Parse).ToList();
        report.AccountId = OnlyOne(arns.Select(arn => arn?.AccountId));
        report.Region = OnlyOne(arns.Select(arn => arn?.Region));
    }

    private static LifecycleReportBlock Block(LifecyclePlan plan, LifecyclePlanBlock block) => new()
    {
        AccountId = plan.AccountId,
        Region = plan.Region,
        Guard = block.Guard,
        PolicyName = block.PolicyName,
        Message = block.Message,
        Lift = block.Lift,
        Resources = block.Resources,
    };

    private static LifecycleReportPolicy Policy(LifecyclePlan plan, LifecyclePolicyPlan policy) => new()
    {
        AccountId = plan.AccountId,
        Region = plan.Region,
        Name = policy.Name,
        LifecyclePolicyArn = policy.LifecyclePolicyArn,
        Source = policy.Source,
        Change = policy.Change,
        Warning = policy.Warning,
        SelectedImages = policy.SelectedImages,
        Rules = policy.Change == nameof(LifecyclePolicyChange.Create) ? [.. (policy.After?.PolicyDetails ?? []).Select(rule => $"{rule}")] : [],
        Differences = policy.Differences ?? [],
        Drift = policy.Drift,
        TotalsBefore = policy.Before is null ? null : policy.TotalsBefore,
        TotalsAfter = policy.TotalsAfter,
    };

    private static LifecycleReportExecution Execution(LifecycleExecution execution, Arn? place) => new()
    {
        AccountId = place?.AccountId,
        Region = place?.Region,
        LifecycleExecutionId = execution.LifecycleExecutionId,
        LifecyclePolicyArn = execution.LifecyclePolicyArn,
        Status = execution.State?.Status,
        Reason = execution.State?.Reason,
        StartTime = execution.StartTime,
        EndTime = execution.EndTime,
    };

    /// <summary>Several policies or accounts: the sum of each month. "Later" has no month and comes last.</summary>
    /// <param name="months">The months.</param>
    internal static LifecyclePlanMonth[] Calendar(IEnumerable<LifecyclePlanMonth> months) => [.. months
        .GroupBy(month => month.Month ?? "").OrderBy(month => month.Key.Length == 0).ThenBy(month => month.Key, StringComparer.Ordinal)
        .Select(month => new LifecyclePlanMonth
        {
            Month = month.Key.Length == 0 ? null : month.Key,
            DeprecatedImages = month.Sum(one => one.DeprecatedImages),
            DisabledImages = month.Sum(one => one.DisabledImages),
            DeletedImages = month.Sum(one => one.DeletedImages),
            DeletedAmis = month.Sum(one => one.DeletedAmis),
            DeletedSnapshots = month.Sum(one => one.DeletedSnapshots),
            InUse = month.Sum(one => one.InUse),
            FreedBytes = month.Sum(one => one.FreedBytes),
            MaxMonthlyCost = month.Sum(one => one.MaxMonthlyCost),
        })];

    private static LifecyclePlanMonth[] Months(LifecycleReportRow[] rows) => [.. rows
        .Where(row => row.At is not null && row.Kind <= LifecycleEffect.Deprecate)
        .GroupBy(row => row.At!.Value.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)).OrderBy(month => month.Key, StringComparer.Ordinal)
        .Select(month => (month.Key, Totals: ReportTotals.Of([.. month], LifecycleReportKind.Preview)))
        .Select(month => new LifecyclePlanMonth
        {
            Month = month.Key,
            DeprecatedImages = month.Totals.DeprecatedImages,
            DisabledImages = month.Totals.DisabledImages,
            DeletedImages = month.Totals.DeletedImages,
            DeletedAmis = month.Totals.DeletedAmis,
            DeletedSnapshots = month.Totals.DeletedSnapshots,
            InUse = month.Totals.InUse,
            FreedBytes = month.Totals.FreedBytes,
            MaxMonthlyCost = month.Totals.MaxMonthlyCost,
        })];
}
