using System.Globalization;
using System.Text;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>The parts of the HTML report that are plain text, lists and tables.</summary>
internal static class HtmlSections
{
    private const int MaxShown = 10;
    private const int MaxInUse = 50;

    /// <summary>A part of the page; empty where the report has nothing to say there.</summary>
    /// <param name="report">The report.</param>
    /// <param name="name">The part's name in the template.</param>
    public static string Write(LifecycleReport report, string name) => name switch
    {
        "kind" => $"ImageBuilderPS · Report of {(report.Kind == nameof(LifecycleReportKind.Execution) ? "an" : "a")} {report.Kind.ToLowerInvariant()}",
        "facts" => Facts(report),
        "verdict" => Verdict(report),
        "accounts" => HtmlAccounts.Write(report),
        "totals" => Totals(report),
        "blocks" => Blocks(report),
        "inUse" => InUse(report),
        "policies" => Policies(report),
        "executions" => Executions(report),
        "footer" => Footer(report),
        _ => throw new InvalidOperationException($"Got the part '{name}' in report.html, expected one that HtmlReport writes. Correct the template."),
    };

    /// <summary>A time in words: <c>2026-06-01 06:01 UTC</c>.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string E(string? text) => HtmlText.Escape(text);

    private static string N(int number) => ReportTotals.Number(number);

    private static string Facts(LifecycleReport report)
    {
        var (isPlan, isPast) = (report.Kind == nameof(LifecycleReportKind.Plan), report.Kind == nameof(LifecycleReportKind.Execution));
        (string Term, string? Text)[] facts =
        [
            (isPlan ? "Made" : isPast ? "Started" : "Run at", report.At is { } at ? Time(at) : null),
            (isPlan ? "Valid until" : isPast ? "Ended" : "Last run", report.Until is { } until && (isPlan || isPast || until != report.At) ? Time(until) : null),
            ("By", report.CreatedBy),
            ("Account", report.AccountId),
            ("Region", report.Region),
            ("Resources", N(report.Rows.Length)),
        ];
        return "<dl class=\"facts\">" + string.Concat(facts.Where(fact => fact.Text is not null).Select(fact => $"<div><dt>{fact.Term}</dt><dd>{E(fact.Text)}</dd></div>")) + "</dl>";
    }

    private static string Verdict(LifecycleReport report)
    {
        var (level, sign, words, sentence) = ReportVerdict.Of(report);
        return $"<section class=\"verdict {level.ToString().ToLowerInvariant()}\" aria-labelledby=\"verdict-title\"><h2 id=\"verdict-title\"><span aria-hidden=\"true\">{sign}</span> {words}</h2><p>{E(sentence)}</p><p>{E(report.Totals.Line)}</p></section>";
    }

    private static string Totals(LifecycleReport report)
    {
        var totals = report.Totals;
        var isPast = report.Kind == nameof(LifecycleReportKind.Execution);
        var text = new StringBuilder("<section aria-labelledby=\"totals-title\"><h2 id=\"totals-title\">");
        text.Append(isPast ? "What was deleted" : "What is deleted").Append("</h2><ul class=\"tiles\">");
        Tile(text, totals.DeletedImages, "images", "delete");
        Tile(text, totals.DeletedAmis, "AMIs", "delete");
        Tile(text, totals.DeletedSnapshots, "snapshots", "delete");
        if (totals.DeletedContainers > 0)
            Tile(text, totals.DeletedContainers, "container images", "delete");
        if (!isPast)
            Tile(text, totals.InUse, "of the AMIs in use", "delete");
        if (totals.NewDeletions is { } newDeletions)
            Tile(text, newDeletions, "new: not deleted today", "delete");
        text.Append("</ul>");
        if (totals.FreedBytes > 0)
        {
            text.Append($"<p>Frees at most <b>{ReportTotals.Size(totals.FreedBytes)}</b> of snapshots, at most <b>{ReportTotals.Cost(totals.MaxMonthlyCost)}</b> a month. What other snapshots share with them stays, and is still paid.");
            if (totals.UnknownSizes > 0)
                text.Append($" The size of {ReportTotals.Amount(totals.UnknownSizes, "snapshot")} is not known.");
            text.Append("</p>");
        }
        text.Append("<h3>What else ").Append(isPast ? "happened" : "happens").Append("</h3><ul class=\"tiles\">");
        Tile(text, totals.DisabledImages, "images disabled", "disable");
        Tile(text, totals.DeprecatedImages, "images deprecated", "deprecate");
        TileIfAny(text, totals.Restored, "made available again", "");
        TileIfAny(text, totals.Failed, "failed", "delete");
        TileIfAny(text, totals.InProgress, "in progress", "unknown");
        TileIfAny(text, totals.Refused, "refused", "unknown");
        TileIfAny(text, totals.Unmanaged, "AMIs left unmanaged", "disable");
        TileIfAny(text, totals.SharedSnapshots, "shared snapshots stay", "");
        TileIfAny(text, totals.Unknown, "unknown: may change", "unknown");
        TileIfAny(text, totals.UnknownUse, "AMIs of unknown use", "unknown");
        return text.Append("</ul></section>").ToString();
    }

    private static void Tile(StringBuilder text, int count, string what, string kind) =>
        text.Append($"<li class=\"{(count == 0 ? "none" : kind)}\"><b>{N(count)}</b><span>{what}</span></li>");

    private static void TileIfAny(StringBuilder text, int count, string what, string kind)
    {
        if (count > 0)
            Tile(text, count, what, kind);
    }

    private static string Blocks(LifecycleReport report)
    {
        if (report.BlockedBy.Length == 0)
            return "";
        var text = new StringBuilder($"<section aria-labelledby=\"blocks-title\"><h2 id=\"blocks-title\">{(report.HasAccounts ? "What blocks plans" : "What blocks the plan")}</h2><ul class=\"plain\">");
        foreach (var block in report.BlockedBy)
        {
            text.Append($"<li><span class=\"danger\">✕ {E(block.Guard)}</span> {(report.HasAccounts ? $"<b>{E(HtmlAccounts.Place(block.AccountId, block.Region))}</b>: " : "")}{E(block.Message)}");
            var resources = block.Resources ?? [];
            if (resources.Length > MaxShown)
                text.Append($"<details><summary>{N(resources.Length)} resources</summary>");
            if (resources.Length > 0)
                text.Append("<ul>").Append(string.Concat(resources.Select(resource => $"<li>{E(resource)}</li>"))).Append("</ul>");
            if (resources.Length > MaxShown)
                text.Append("</details>");
            text.Append($"<p class=\"hint\">To lift this guard: <code>New-IBLifecyclePlan {E(block.Lift)}</code></p></li>");
        }
        return text.Append("</ul></section>").ToString();
    }

    private static string InUse(LifecycleReport report)
    {
        var used = report.Rows.Where(row => row.IsAmiInUse).ToList();
        if (used.Count == 0)
            return "";
        var text = new StringBuilder($"<section aria-labelledby=\"use-title\"><h2 id=\"use-title\" class=\"danger\"><span aria-hidden=\"true\">⚠</span> In use</h2><div class=\"wide\"><table class=\"list\"><caption>AMIs that something refers to, and that are deleted or disabled</caption><thead><tr><th scope=\"col\">AMI</th><th scope=\"col\">Action</th>{(report.HasAccounts ? "<th scope=\"col\">Account</th>" : "")}<th scope=\"col\">Region</th><th scope=\"col\">In use by</th></tr></thead><tbody>");
        foreach (var row in used.Take(MaxInUse))
        {
            text.Append($"<tr><th scope=\"row\" class=\"id\">{E(row.ResourceId)}</th><td class=\"text\">{EffectNames.Label(row.Kind, isPast: false)}</td>{(report.HasAccounts ? $"<td class=\"text\">{E(row.AccountId)}</td>" : "")}<td class=\"text\">{E(row.Region)}</td>");
            text.Append($"<td class=\"text danger\">{string.Join("<br>", (row.InUseBy ?? []).Select(E))}</td></tr>");
        }
        text.Append("</tbody></table></div>");
        if (used.Count > MaxInUse)
            text.Append($"<p class=\"note\">And {N(used.Count - MaxInUse)} more: choose “In use” in the list below.</p>");
        return text.Append("</section>").ToString();
    }

    private static string Policies(LifecycleReport report)
    {
        if (report.Policies.Length == 0)
            return "";
        var text = new StringBuilder("<section aria-labelledby=\"policies-title\"><h2 id=\"policies-title\">Policies</h2>");
        foreach (var policy in report.Policies)
            Append(text, policy, report.HasAccounts ? HtmlAccounts.Place(policy.AccountId, policy.Region) : null);
        return text.Append("</section>").ToString();
    }

    private static void Append(StringBuilder text, LifecycleReportPolicy policy, string? place)
    {
        text.Append($"<article><h3>{E(policy.Name)} {ReportVerdict.Change(policy.Change)}</h3>");
        text.Append("<p class=\"note\">");
        if (place is not null)
            text.Append($"<b>{E(place)}</b>. ");
        if (policy.Source is not null)
            text.Append($"From <code>{E(policy.Source)}</code>. ");
        if (policy.SelectedImages is { } selected)
            text.Append($"Selects {ReportTotals.Amount(selected, "image")}.");
        text.Append("</p>");
        if (policy.Warning is not null)
            text.Append($"<p class=\"danger\"><span aria-hidden=\"true\">⚠</span> {E(policy.Warning)}</p>");
        if (policy.Rules.Length > 0)
            text.Append("<ul class=\"diff\">").Append(string.Concat(policy.Rules.Select(rule => $"<li class=\"added\">+ {E(rule)}</li>"))).Append("</ul>");
        Append(text, policy.Differences);
        if (policy.Drift is { Length: > 0 } drift)
        {
            text.Append("<p><b>Drift.</b> Somebody changed the live policy since it was last applied:</p>");
            Append(text, drift);
        }
        text.Append("<div class=\"wide\"><table><caption>What its runs do until the plan expires</caption><thead><tr><th scope=\"col\">Policy</th><th scope=\"col\">Deletes images</th><th scope=\"col\">AMIs</th><th scope=\"col\">snapshots</th><th scope=\"col\">Disables</th><th scope=\"col\">Deprecates</th><th scope=\"col\">In use</th></tr></thead><tbody>");
        Append(text, "Now", policy.TotalsBefore);
        Append(text, "With the plan", policy.TotalsAfter);
        text.Append("</tbody></table></div></article>");
    }

    private static void Append(StringBuilder text, string name, LifecyclePlanTotals? totals)
    {
        if (totals is null)
            return;
        text.Append($"<tr><th scope=\"row\">{name}</th>");
        foreach (var count in new[] { totals.DeletedImages, totals.DeletedAmis, totals.DeletedSnapshots, totals.DisabledImages, totals.DeprecatedImages })
            text.Append($"<td>{N(count)}</td>");
        text.Append(totals.InUse > 0 ? $"<td class=\"danger\">⚠ {N(totals.InUse)}</td></tr>" : "<td>0</td></tr>");
    }

    private static void Append(StringBuilder text, LifecyclePlanDifference[] differences)
    {
        if (differences.Length == 0)
            return;
        text.Append("<ul class=\"diff\">");
        foreach (var difference in differences)
        {
            var path = $"<code>{E(difference.Path)}</code>: ";
            text.Append(
                difference.Before is null ? $"<li class=\"added\">+ {path}<ins>{E(difference.After)}</ins></li>"
                : difference.After is null ? $"<li class=\"removed\">− {path}<del>{E(difference.Before)}</del></li>"
                : $"<li class=\"changed\">~ {path}<del>{E(difference.Before)}</del> → <ins>{E(difference.After)}</ins></li>");
        }
        text.Append("</ul>");
    }

    private static string Executions(LifecycleReport report)
    {
        if (report.Executions.Length == 0)
            return "";
        var text = new StringBuilder($"<section aria-labelledby=\"executions-title\"><h2 id=\"executions-title\">Executions</h2><div class=\"wide\"><table class=\"list\"><thead><tr><th scope=\"col\">Execution</th>{(report.HasAccounts ? "<th scope=\"col\">Account and region</th>" : "")}<th scope=\"col\">Policy</th><th scope=\"col\">Status</th><th scope=\"col\">Started</th><th scope=\"col\">Ended</th></tr></thead><tbody>");
        foreach (var execution in report.Executions)
        {
            var policy = execution.LifecyclePolicyArn is { } arn ? Api.Arn.ShortName(arn) : "";
            text.Append($"<tr><th scope=\"row\" class=\"id\">{E(execution.LifecycleExecutionId ?? "not known")}</th>{(report.HasAccounts ? $"<td class=\"text\">{E(HtmlAccounts.Place(execution.AccountId, execution.Region))}</td>" : "")}<td class=\"text\">{E(policy)}</td><td class=\"text\">{E(execution.Status ?? "not known")}{(execution.Reason is null ? "" : ": " + E(execution.Reason))}</td>");
            text.Append($"<td class=\"text\">{(execution.StartTime is { } start ? Time(start) : "")}</td><td class=\"text\">{(execution.EndTime is { } end ? Time(end) : "")}</td></tr>");
        }
        return text.Append("</tbody></table></div></section>").ToString();
    }

    private static string Footer(LifecycleReport report) => (report.Kind switch
    {
        nameof(LifecycleReportKind.Plan) => "The numbers hold for the images that the account had when the plan was made. ",
        nameof(LifecycleReportKind.Preview) => "The preview simulates the runs on the images of its time. It changed nothing. ",
        _ => "An execution does not tell what was in use, and which sizes became free. ",
    }) + "A resource on which several policies or runs act in the same way counts once. Written by ConvertTo-IBLifecycleReport.";
}
