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
    public static LifecycleReport From(LifecyclePlan plan, string? title = null)
    {
        var policies = plan.Policies ?? [];
        var rows = policies.SelectMany(policy => (policy.Decisions ?? []).Select(decision => Row(policy, decision)));
        var report = Create(LifecycleReportKind.Plan, title ?? TitleOf("plan", [.. policies.Select(policy => policy.Name)]), rows);
        report.At = plan.CreatedAt;
        report.Until = plan.ValidUntil;
        report.CreatedBy = plan.CreatedBy;
        report.AccountId = plan.AccountId;
        report.Region = plan.Region;
        report.IsBlocked = plan.IsBlocked;
        report.HasChanges = plan.HasChanges;
        report.BlockedBy = plan.BlockedBy ?? [];
        report.Policies = [.. policies.Select(Policy)];
        report.Calendar = Calendar(policies.SelectMany(policy => policy.Calendar ?? []));
        return report;
    }

    /// <summary>A report of a preview.</summary>
    /// <param name="decisions">The decisions, also of several runs and policies.</param>
    /// <param name="title">The title; null for one that names the policies, where they are known.</param>
    public static LifecycleReport From(IReadOnlyList<LifecycleDecision> decisions, string? title = null)
    {
        var report = Create(LifecycleReportKind.Preview, title, decisions.Select(Row));
        report.At = decisions.Count == 0 ? null : decisions.Min(decision => decision.At);
        report.Until = decisions.Count == 0 ? null : decisions.Max(decision => decision.At);
        SetPlace(report);
        if (report.At != report.Until)
            report.Calendar = Months(report.Rows);
        return report;
    }

    /// <summary>A report of executions.</summary>
    /// <param name="executions">Each execution with its image resources and their outputs, an image before its outputs. Of an execution that was not read, only the id is known, or nothing.</param>
    /// <param name="title">The title; null for one that names the policies, where they are known.</param>
    public static LifecycleReport From(IReadOnlyList<(LifecycleExecution Execution, IReadOnlyList<LifecycleExecutionResource> Resources)> executions, string? title = null)
    {
        var names = executions.Select(run => run.Execution.LifecyclePolicyArn is { } policy ? Arn.ShortName(policy) : run.Execution.LifecycleExecutionId).ToArray();
        var report = Create(LifecycleReportKind.Execution, title ?? TitleOf("execution", names), executions.SelectMany(run => ExecutionRows.From(run.Execution, run.Resources)));
        report.Executions = [.. executions.Select(run => Execution(run.Execution))];
        report.At = executions.Min(run => run.Execution.StartTime);
        report.Until = executions.Any(run => run.Execution.EndTime is null) ? null : executions.Max(run => run.Execution.EndTime);
        SetPlace(report);
        return report;
    }

    private static LifecycleReport Create(LifecycleReportKind kind, string? title, IEnumerable<LifecycleReportRow> rows)
    {
        // OrderBy is stable, so the order of the input stays otherwise.
        LifecycleReportRow[] ordered = [.. rows.OrderBy(row => (int)row.Kind)];
        return new()
        {
            Kind = kind.ToString(),
            Title = title ?? "Lifecycle preview",
            Totals = ReportTotals.Of(ordered, kind),
            Ages = ReportGroups.ByAge(ordered),
            Recipes = ReportGroups.By(ordered, row => row.RecipeName),
            Regions = ReportGroups.By(ordered, row => row.Region),
            Rows = ordered,
        };
    }

    private static string TitleOf(string kind, string?[] names) => names.OfType<string>().Distinct().ToList() switch
    {
        { Count: 0 } => $"Lifecycle {kind}",
        { Count: <= MaxNames } few => $"Lifecycle {kind}: {string.Join(", ", few)}",
        var many => FormattableString.Invariant($"Lifecycle {kind}: {many[0]} and {many.Count - 1} others"),
    };

    // A preview and an execution do not say where they are; their images do.
    private static void SetPlace(LifecycleReport report)
    {
        var arns = report.Rows.Select(row => row.ImageArn).Concat(report.Executions.Select(execution => execution.LifecyclePolicyArn))
            .Where(arn => arn is not null).Distinct().Select(Arn.Parse).ToList();
        report.AccountId = OnlyOne(arns.Select(arn => arn?.AccountId));
        report.Region = OnlyOne(arns.Select(arn => arn?.Region));
    }

    private static string? OnlyOne(IEnumerable<string?> values) => values.Distinct().Take(2).ToList() is { Count: 1 } one ? one[0] : null;

    private static LifecycleReportPolicy Policy(LifecyclePolicyPlan policy) => new()
    {
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

    private static LifecycleReportExecution Execution(LifecycleExecution execution) => new()
    {
        LifecycleExecutionId = execution.LifecycleExecutionId,
        LifecyclePolicyArn = execution.LifecyclePolicyArn,
        Status = execution.State?.Status,
        Reason = execution.State?.Reason,
        StartTime = execution.StartTime,
        EndTime = execution.EndTime,
    };

    private static LifecycleReportRow Row(LifecyclePolicyPlan policy, LifecyclePlanDecision decision) => new()
    {
        Kind = KindOf(decision.Action, decision.Outcome),
        PolicyName = policy.Name,
        Action = decision.Action,
        ActionBefore = decision.ActionBefore,
        IsNew = decision.IsNew,
        At = decision.At,
        ResourceType = decision.ResourceType,
        ResourceId = decision.ResourceId,
        ImageArn = decision.ImageArn,
        AmiId = decision.AmiId,
        Region = decision.Region,
        AccountId = decision.AccountId,
        RecipeName = decision.RecipeName,
        RecipeVersion = decision.RecipeVersion,
        Rule = decision.Rule,
        Reason = decision.Reason,
        Outcome = decision.Outcome,
        Refusal = decision.Refusal,
        UnknownFacts = decision.UnknownFacts,
        InUseBy = decision.InUseBy,
        SizeBytes = decision.SizeBytes,
        MaxMonthlyCost = decision.MaxMonthlyCost,
        IsRecoverable = decision.IsRecoverable,
        RecoverableUntil = decision.RecoverableUntil,
        AgeDays = decision.AgeDays,
        Status = decision.Status,
    };

    private static LifecycleReportRow Row(LifecycleDecision decision)
    {
        var (action, outcome) = (decision.Action, decision.Outcome);
        return new()
        {
            Kind = KindOf(action, outcome),
            Action = action,
            At = decision.At,
            ResourceType = decision.ResourceType,
            ResourceId = decision.ResourceId,
            ImageArn = decision.ImageArn,
            AmiId = decision.AmiId,
            Region = decision.Region,
            AccountId = decision.AccountId,
            RecipeName = decision.RecipeName,
            RecipeVersion = decision.RecipeVersion,
            Rule = decision.Rule,
            Reason = decision.Reason,
            Outcome = outcome,
            Refusal = decision.Refusal is var refusal && refusal == nameof(RefusalKind.None) ? null : refusal,
            UnknownFacts = decision.UnknownFacts is var facts && facts == nameof(Results.UnknownFacts.None) ? null : facts,
            InUseBy = decision.InUseBy,
            SizeBytes = decision.SizeBytes,
            MaxMonthlyCost = decision.MaxMonthlyCost,
            IsRecoverable = decision.IsRecoverable,
            RecoverableUntil = decision.RecoverableUntil,
            AgeDays = decision.AgeDays,
            Status = decision.Status,
        };
    }

    private static LifecycleEffect KindOf(string? action, string? outcome) => outcome switch
    {
        nameof(LifecycleOutcome.Refused) => LifecycleEffect.Refused,
        nameof(LifecycleOutcome.SharedSnapshot) => LifecycleEffect.SharedSnapshot,
        nameof(LifecycleOutcome.Unmanaged) => LifecycleEffect.Unmanaged,
        _ => action switch
        {
            nameof(LifecycleAction.Delete) => LifecycleEffect.Delete,
            nameof(LifecycleAction.Disable) => LifecycleEffect.Disable,
            nameof(LifecycleAction.Deprecate) => LifecycleEffect.Deprecate,
            nameof(LifecycleAction.Keep) => LifecycleEffect.Keep,
            nameof(LifecycleAction.Skip) => LifecycleEffect.Skip,
            _ => LifecycleEffect.Unknown,
        },
    };

    // Several policies: the sum of each month. "Later" has no month and comes last.
    private static LifecyclePlanMonth[] Calendar(IEnumerable<LifecyclePlanMonth> months) => [.. months
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
