using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>What a reader has to know first, in a few words.</summary>
internal static class ReportVerdict
{
    private const ReportLevel Bad = ReportLevel.Bad;
    private const ReportLevel Care = ReportLevel.Care;
    private const ReportLevel Good = ReportLevel.Good;

    /// <summary>The level, a sign for it, the words and a sentence.</summary>
    /// <param name="report">The report.</param>
    public static (ReportLevel Level, string Sign, string Words, string Sentence) Of(LifecycleReport report) =>
        report.Accounts.Count(account => account.Error is not null) is > 0 and var unread ? OfUnread(report, unread) : OfRead(report);

    /// <summary>The sign of a level.</summary>
    /// <param name="level">The level.</param>
    public static string SignOf(ReportLevel level) => level switch
    {
        ReportLevel.Bad => "✕",
        ReportLevel.Care => "!",
        _ => "✓",
    };

    private static (ReportLevel Level, string Sign, string Words, string Sentence) OfRead(LifecycleReport report) => report.Kind switch
    {
        nameof(LifecycleReportKind.Plan) => OfPlan(report),
        nameof(LifecycleReportKind.Execution) => OfExecution(report),
        _ => OfPreview(report),
    };

    /// <summary>What happens to a policy.</summary>
    /// <param name="change">A name of <see cref="LifecyclePolicyChange"/>.</param>
    public static string Change(string? change) => change switch
    {
        nameof(LifecyclePolicyChange.Create) => "is created",
        nameof(LifecyclePolicyChange.Update) => "is replaced",
        _ => "stays",
    };

    // Nobody knows what happens in an account that could not be read, so this is what a reader has to know first.
    private static (ReportLevel Level, string Sign, string Words, string Sentence) OfUnread(LifecycleReport report, int unread)
    {
        var all = report.Accounts.Length;
        var rest = unread == all && !Array.Exists(report.Accounts, account => account.IsRead) ? "Nothing was read." : $"Of what was read: {OfRead(report).Words}.";
        return (Bad, "✕", "Not everything was read", $"{ReportTotals.Number(unread)} of {(all == 1 ? "1 account and region" : $"{ReportTotals.Number(all)} accounts and regions")} could not be read, or not completely. What happens there is not known. {rest}");
    }

    private static (ReportLevel Level, string Sign, string Words, string Sentence) OfPlan(LifecycleReport report)
    {
        var all = report.Policies.Length;
        var changed = report.Policies.Count(policy => policy.Change is nameof(LifecyclePolicyChange.Create) or nameof(LifecyclePolicyChange.Update));
        if (report.HasChanges != true)
            return (Good, "✓", "No changes", "The policies are as they are to be. Their runs go on as before:");
        if (report.IsBlocked == true)
            return (Bad, "✕", "Blocked", $"{ReportTotals.Amount(report.BlockedBy.Length, "guard")} {(report.BlockedBy.Length == 1 ? "keeps" : "keep")} {Plans(report)} from being applied. With {(report.Accounts.Length > 1 ? "all plans, the runs until they expire" : "it, the runs until it expires")} would do this:");
        return (report.Totals.HasDeletions ? Care : Good, report.Totals.HasDeletions ? "!" : "✓", "Ready to apply", $"No guard blocks {(report.Accounts.Length > 1 ? "a plan. They change" : "the plan. It changes")} {ReportTotals.Number(changed)} of {ReportTotals.Number(all)} {(all == 1 ? "policy" : "policies")}. The runs until {(report.Accounts.Length > 1 ? "they expire" : "it expires")} do this:");
    }

    private static string Plans(LifecycleReport report) => report.Accounts.Length <= 1 ? "the plan"
        : $"{ReportTotals.Number(report.Accounts.Count(account => account.IsBlocked == true))} of {ReportTotals.Number(report.Accounts.Length)} plans";

    private static (ReportLevel Level, string Sign, string Words, string Sentence) OfPreview(LifecycleReport report) => report.Totals switch
    {
        { InUse: > 0 } => (Bad, "⚠", "Deletes or disables what is in use", "Something refers to AMIs on which the run acts. Nothing of this stops the run."),
        { HasDeletions: true } => (Care, "!", "Deletes resources", "What is deleted without a rule of the Recycle Bin cannot be restored."),
        { Unknown: > 0 } => (Care, "?", "Not certain", "Facts are unknown: resources may be changed. Unknown does not mean that they stay."),
        { HasActions: true } => (Good, "✓", "Deletes nothing", "The run changes resources and deletes none."),
        _ => (Good, "✓", "Changes nothing", "The run acts on none of these resources."),
    };

    private static (ReportLevel Level, string Sign, string Words, string Sentence) OfExecution(LifecycleReport report)
    {
        if (report.Totals.Failed > 0 || report.Executions.Any(execution => execution.Status == LifecycleExecutionStatus.Failed))
            return (Bad, "✕", "Failed", "Not everything was carried out. The list below has the reasons.");
        if (report.Totals.InProgress > 0 || report.Executions.Any(execution => execution.Status is LifecycleExecutionStatus.InProgress or LifecycleExecutionStatus.Pending or LifecycleExecutionStatus.Cancelling))
            return (Care, "…", "In progress", "The execution has not ended: more can follow.");
        if (report.Executions.Any(execution => execution.Status == LifecycleExecutionStatus.Cancelled))
            return (Care, "!", "Cancelled", "The execution did not reach everything.");
        return (Good, "✓", "Done", "The execution has carried out what it reached.");
    }
}

/// <summary>How a report, or an account of it, stands. What needs a look comes first.</summary>
internal enum ReportLevel
{
    /// <summary>It is blocked, failed or unread, or what is in use is deleted.</summary>
    Bad,

    /// <summary>Something is deleted, or is not certain.</summary>
    Care,

    /// <summary>Nothing is deleted.</summary>
    Good,
}
