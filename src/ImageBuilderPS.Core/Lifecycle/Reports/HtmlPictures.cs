using System.Globalization;
using System.Text;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>The pictures of the HTML report: bars as inline SVG, each with its numbers beside it.</summary>
internal static class HtmlPictures
{
    private const int MaxGroups = 15;
    private const int Height = 100;
    private const int MonthWidth = 20;

    /// <summary>The months ahead; empty without a calendar.</summary>
    /// <param name="report">The report.</param>
    public static string Calendar(LifecycleReport report)
    {
        if (report.Calendar.Length == 0)
            return "";
        var isPlan = report.Kind == nameof(LifecycleReportKind.Plan);
        var text = new StringBuilder("<section aria-labelledby=\"calendar-title\"><h2 id=\"calendar-title\">");
        text.Append(isPlan ? "The next twelve months" : "Month by month").Append("</h2><div class=\"chart\"><figure>");
        AppendColumns(text, report.Calendar);
        text.Append("<ol class=\"months\" aria-hidden=\"true\">").Append(string.Concat(report.Calendar.Select(month => $"<li>{Label(month.Month)}</li>"))).Append("</ol>");
        AppendLegend(text, ("delete", "images deleted"), ("disable", "disabled"), ("deprecate", "deprecated"));
        text.Append("</figure><div class=\"wide\"><table><caption>");
        text.Append(isPlan ? "What the policies do with the images of today; none is built meanwhile" : "What the runs do").Append("</caption><thead><tr><th scope=\"col\">Month</th>");
        foreach (var head in new[] { "Deleted", "AMIs", "Snapshots", "Disabled", "Deprecated", "In use", "GB" })
            text.Append($"<th scope=\"col\">{head}</th>");
        text.Append("</tr></thead><tbody>");
        foreach (var month in report.Calendar)
        {
            text.Append($"<tr><th scope=\"row\">{HtmlText.Escape(month.Month ?? "later")}</th>");
            foreach (var count in new[] { month.DeletedImages, month.DeletedAmis, month.DeletedSnapshots, month.DisabledImages, month.DeprecatedImages })
                AppendNumber(text, count);
            AppendUse(text, month.InUse);
            text.Append(month.FreedBytes == 0 ? "<td><span class=\"zero\">–</span></td>" : $"<td>{ReportTotals.Size(month.FreedBytes).Replace(" GB", "")}</td>").Append("</tr>");
        }
        return text.Append("</tbody></table></div></div></section>").ToString();
    }

    /// <summary>Ages, recipes and regions.</summary>
    /// <param name="report">The report.</param>
    public static string Groups(LifecycleReport report)
    {
        if (report.Rows.Length == 0)
            return "";
        var text = new StringBuilder("<section aria-labelledby=\"groups-title\"><h2 id=\"groups-title\">By age, recipe and region</h2>");
        AppendGroups(text, report.Ages, "Age", "Images by age");
        AppendGroups(text, report.Recipes, "Recipe", "All resources by recipe");
        AppendGroups(text, report.Regions, "Region", "All resources by region");
        AppendLegend(text, ("delete", "deleted"), ("disable", "disabled"), ("deprecate", "deprecated"), ("unknown", "unknown"), ("staying", "none of these"));
        return text.Append("</section>").ToString();
    }

    private static void AppendColumns(StringBuilder text, LifecyclePlanMonth[] months)
    {
        var most = Math.Max(1, months.Max(month => month.DeletedImages + month.DisabledImages + month.DeprecatedImages));
        text.Append($"<svg viewBox=\"0 0 {months.Length * MonthWidth} {Height}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Bars: images deleted, disabled and deprecated in each month. The table has the numbers.\">");
        for (var i = 0; i < months.Length; i++)
        {
            double top = Height;
            foreach (var (kind, count) in new[] { ("delete", months[i].DeletedImages), ("disable", months[i].DisabledImages), ("deprecate", months[i].DeprecatedImages) })
            {
                var height = (double)Height * count / most;
                top -= height;
                AppendRectangle(text, kind, i * MonthWidth + 3, top, MonthWidth - 6, height);
            }
        }
        text.Append("</svg>");
    }

    private static void AppendGroups(StringBuilder text, LifecycleReportGroup[] groups, string title, string caption)
    {
        if (groups.Length == 0)
            return;
        text.Append($"<div class=\"wide\"><table><caption>{caption}</caption><thead><tr><th scope=\"col\">{title}</th><td class=\"bar\"></td>");
        foreach (var head in new[] { "Deleted", "Disabled", "Deprecated", "Unknown", "Other", "In use" })
            text.Append($"<th scope=\"col\">{head}</th>");
        text.Append("</tr></thead><tbody>");
        var shown = groups.Length <= MaxGroups + 1 ? groups : [.. groups.Take(MaxGroups), Others(groups)];
        // The others are no group: their bar would make all bars short.
        var most = groups.Max(group => group.Total);
        foreach (var group in shown)
        {
            text.Append($"<tr><th scope=\"row\">{HtmlText.Escape(group.Name ?? "not known")}</th><td class=\"bar\">");
            if (group.Total <= most)
                AppendBar(text, group, most);
            text.Append("</td>");
            foreach (var count in new[] { group.Deleted, group.Disabled, group.Deprecated, group.Unknown, group.Staying })
                AppendNumber(text, count);
            AppendUse(text, group.InUse);
            text.Append("</tr>");
        }
        text.Append("</tbody></table></div>");
    }

    private static void AppendBar(StringBuilder text, LifecycleReportGroup group, int most)
    {
        text.Append("<svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double left = 0;
        foreach (var (kind, count) in new[] { ("delete", group.Deleted), ("disable", group.Disabled), ("deprecate", group.Deprecated), ("unknown", group.Unknown), ("staying", group.Staying) })
        {
            var width = 100.0 * count / Math.Max(1, most);
            AppendRectangle(text, kind, left, 0, width, 10);
            left += width;
        }
        text.Append("</svg>");
    }

    private static LifecycleReportGroup Others(LifecycleReportGroup[] groups)
    {
        var rest = groups.Skip(MaxGroups).ToList();
        return new()
        {
            Name = $"{ReportTotals.Number(rest.Count)} others",
            Deleted = rest.Sum(group => group.Deleted),
            Disabled = rest.Sum(group => group.Disabled),
            Deprecated = rest.Sum(group => group.Deprecated),
            Unknown = rest.Sum(group => group.Unknown),
            Staying = rest.Sum(group => group.Staying),
            InUse = rest.Sum(group => group.InUse),
        };
    }

    private static void AppendLegend(StringBuilder text, params (string Kind, string Name)[] entries) => text.Append("<ul class=\"legend\">")
        .Append(string.Concat(entries.Select(entry => $"<li><svg viewBox=\"0 0 1 1\" aria-hidden=\"true\"><rect class=\"fill-{entry.Kind}\" width=\"1\" height=\"1\"/></svg>{entry.Name}</li>"))).Append("</ul>");

    private static void AppendRectangle(StringBuilder text, string kind, double x, double y, double width, double height)
    {
        if (width > 0 && height > 0)
            text.Append(FormattableString.Invariant($"<rect class=\"fill-{kind}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"/>"));
    }

    private static void AppendNumber(StringBuilder text, int count) =>
        text.Append(count == 0 ? "<td><span class=\"zero\">–</span></td>" : $"<td>{ReportTotals.Number(count)}</td>");

    private static void AppendUse(StringBuilder text, int count) =>
        text.Append(count == 0 ? "<td><span class=\"zero\">–</span></td>" : $"<td class=\"danger\">⚠ {ReportTotals.Number(count)}</td>");

    private static string Label(string? month) => month is not null && DateTime.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
        ? first.ToString("MMM", CultureInfo.InvariantCulture) + (first.Month == 1 ? "<br>" + first.ToString("\\'yy", CultureInfo.InvariantCulture) : "")
        : "later";
}
