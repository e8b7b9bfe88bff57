using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>What became of a plan, and why there is none, as Markdown for the summary of a job.</summary>
public static class MarkdownSummary
{
    private const int MaxErrors = 50;

    /// <summary>What was applied.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="results">What became of its policies.</param>
    public static string OfResults(LifecyclePlan plan, IReadOnlyList<LifecyclePlanResult> results)
    {
        var failed = results.Count(result => result.Outcome == nameof(LifecyclePlanOutcome.Failed));
        var text = new MarkdownBudget(MarkdownReport.MaxCharacters);
        var place = HtmlAccounts.Place(plan.AccountId, plan.Region);
        text.TryAppend(failed > 0
            ? $"## 🔴 Lifecycle plan of {place}: {ReportTotals.Number(failed)} of {ReportTotals.Number(results.Count)} policies failed\n\nRun the same plan again: what was applied is left alone.\n\n"
            : $"## 🟢 Lifecycle plan applied in {place}\n\n");
        text.TryAppend($"Made {HtmlSections.Time(plan.CreatedAt!.Value)}{(plan.CreatedBy is null ? "" : " by " + MarkdownText.Code(plan.CreatedBy))}, digest {MarkdownText.Code(plan.Digest!)}.\n\n");
        text.TryAppend("| policy | change | outcome | newly deletes images | request id | error |\n|---|---|---|---:|---|---|\n");
        text.AppendSome(
            results.Select(result => FormattableString.Invariant(
                $"| {MarkdownText.Escape(result.PolicyName)} | {result.Change} | {result.Outcome} | {result.DeletedImages} | {MarkdownText.Escape(result.RequestId)} | {MarkdownText.Escape(result.Error)} |\n")),
            MarkdownReport.MaxCharacters, "", "\n");
        return text.ToString();
    }

    /// <summary>Why nothing was planned or applied.</summary>
    /// <param name="title">What failed: <c>No plan was made</c>.</param>
    /// <param name="errors">The errors.</param>
    public static string OfErrors(string title, IReadOnlyList<string> errors)
    {
        var text = new MarkdownBudget(MarkdownReport.MaxCharacters);
        text.TryAppend($"## 🔴 {MarkdownText.Escape(title)}\n\n");
        text.AppendSome(errors.Take(MaxErrors).Select(error => $"- {MarkdownText.Escape(error)}\n"), MarkdownReport.MaxCharacters, "", "");
        if (errors.Count > MaxErrors)
            text.TryAppend($"- and {ReportTotals.Number(errors.Count - MaxErrors)} more\n");
        return text.ToString();
    }
}
