using System.Text;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>The accounts and regions of a report as a table: one row each, those first that need a look.</summary>
internal static class HtmlAccounts
{
    private const int MaxShown = 50;

    /// <summary>The table; empty for a report of one account and region that was read.</summary>
    /// <param name="report">The report.</param>
    public static string Write(LifecycleReport report)
    {
        if (!report.HasAccounts)
            return "";
        var text = new StringBuilder("<section aria-labelledby=\"accounts-title\"><h2 id=\"accounts-title\">Accounts and regions</h2>");
        Append(text, report, [.. report.Accounts.Take(MaxShown)]);
        if (report.Accounts.Length > MaxShown)
        {
            text.Append($"<details><summary>{ReportTotals.Number(report.Accounts.Length - MaxShown)} more</summary>");
            Append(text, report, [.. report.Accounts.Skip(MaxShown)]);
            text.Append("</details>");
        }
        return text.Append("</section>").ToString();
    }

    /// <summary>An account and a region in words.</summary>
    /// <param name="accountId">The account; null when not known.</param>
    /// <param name="region">The region; null when not known.</param>
    public static string Place(string? accountId, string? region) => $"{accountId ?? "account not known"}, {region ?? "region not known"}";

    private static void AppendErrors(StringBuilder text, LifecycleReportAccount[] accounts)
    {
        if (accounts.Length == 0)
            return;
        text.Append("<ul class=\"plain\">");
        foreach (var account in accounts)
            text.Append($"<li><span class=\"danger\">✕ {E(account.Place)}</span> {account.Verdict.ToLowerInvariant()}: {(account.RoleToName is { } role ? $"<code>{E(role)}</code>: " : "")}{E(account.Error)}</li>");
        text.Append("</ul>");
    }

    private static void Append(StringBuilder text, LifecycleReport report, LifecycleReportAccount[] accounts)
    {
        AppendErrors(text, [.. accounts.Where(account => account.Error is not null)]);
        var isPlan = report.Kind == nameof(LifecycleReportKind.Plan);
        string[] heads = [.. isPlan ? ["Policies"] : Array.Empty<string>(), report.Kind == nameof(LifecycleReportKind.Execution) ? "Deleted images" : "Deletes images", "AMIs", "Snapshots", "In use", "USD a month"];
        text.Append("<div class=\"wide\"><table class=\"accounts\"><thead><tr><th scope=\"col\">Account and region</th><th scope=\"col\">Verdict</th>");
        text.Append(string.Concat(heads.Select(head => $"<th scope=\"col\">{head}</th>"))).Append("</tr></thead><tbody>");
        foreach (var account in accounts)
            Append(text, account, isPlan, heads.Length);
        text.Append("</tbody></table></div>");
    }

    private static void Append(StringBuilder text, LifecycleReportAccount account, bool isPlan, int columns)
    {
        var sign = ReportVerdict.SignOf(account.Standing);
        text.Append($"<tr><th scope=\"row\">{E(account.AccountId ?? (account.ProfileName is null ? "account not known" : "profile " + account.ProfileName))}<small>{E(account.Region ?? "region not known")}</small></th>");
        text.Append($"<td class=\"text\"><span class=\"mark {account.Level.ToLowerInvariant()}\"><span aria-hidden=\"true\">{sign}</span> {E(account.Verdict)}</span></td>");
        if (account.Totals is { } totals)
        {
            if (isPlan)
                AppendNumber(text, account.PolicyCount ?? 0);
            foreach (var count in new[] { totals.DeletedImages, totals.DeletedAmis, totals.DeletedSnapshots })
                AppendNumber(text, count);
            text.Append(totals.InUse == 0 ? "<td><span class=\"zero\">–</span></td>" : $"<td class=\"danger\">⚠ {ReportTotals.Number(totals.InUse)}</td>");
            text.Append(totals.MaxMonthlyCost == 0 ? "<td><span class=\"zero\">–</span></td>" : $"<td>{ReportTotals.Cost(totals.MaxMonthlyCost).Replace(" USD", "")}</td>");
        }
        else
        {
            text.Append($"<td class=\"text\" colspan=\"{columns}\"><span class=\"zero\">What happens there is not known.</span></td>");
        }
        text.Append("</tr>");
    }

    private static void AppendNumber(StringBuilder text, int count) =>
        text.Append(count == 0 ? "<td><span class=\"zero\">–</span></td>" : $"<td>{ReportTotals.Number(count)}</td>");

    private static string E(string? text) => HtmlText.Escape(text);
}
