using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ImageBuilderPS.Lifecycle.Reports;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>The report for a comment on GitHub.</summary>
public sealed class MarkdownReportTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(2000)]
    [InlineData(5000)]
    public void A_comment_has_room_for_the_report_which_says_how_many_rows_are_left_out(int images)
    {
        var report = LifecycleReportBuilder.From(new ReportSample(images).Decide());

        var text = MarkdownReport.Write(report);

        Assert.True(Encoding.UTF8.GetByteCount(text) <= MarkdownReport.MaxCharacters);
        var changed = report.Rows.Count(row => row.Effect is not ("Keep" or "Skip"));
        var listed = Regex.Count(text, @"(?m)^\| `(ami|snap|recipe)-");
        var cut = Regex.Match(text, @"\*\*([\d,]+) of ([\d,]+) rows are left out here\*\*");
        Assert.Equal(images > 100, cut.Success);
        Assert.Equal(changed - listed, cut.Success ? Number(cut.Groups[1].Value) : 0);
        Assert.Equal(cut.Success ? changed : 0, cut.Success ? Number(cut.Groups[2].Value) : 0);
        Assert.Equal(Regex.Count(text, "<details>"), Regex.Count(text, "</details>"));
        if (images > 100)
            Assert.True(text.Length > 60_000);

        static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_headline_and_what_blocks_come_first_then_policies_and_deletions_and_then_the_rest()
    {
        var text = MarkdownReport.Write(LifecycleReportTests.Report("Plan"));

        string[] parts = ["## Lifecycle plan: tidy", "Blocked", "### What blocks the plan", "-AllowInUse", "```diff", "**Drift**", "### Deletes", "**⚠ in use**", "Disabled", "Deprecated", "Refused"];
        var places = parts.Select(part => text.IndexOf(part, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void A_difference_is_a_line_of_a_diff()
    {
        var text = MarkdownReport.Write(LifecycleReportTests.Report("Plan"));

        Assert.Matches(@"(?s)```diff\n.*\n- \S+: 400\n\+ \S+: 300\n.*```", text);
    }

    [Fact]
    public void No_name_of_the_account_becomes_markup_or_calls_somebody()
    {
        var sample = new ReportSample(120, ReportSample.Hostile + "\n# x\n```", ReportSample.Hostile);

        var text = MarkdownReport.Write(LifecycleReportBuilder.From(sample.Plan(description: "```\n@octocat <b>"), ReportSample.Hostile));

        // What is in a block of code, and in the HTML of a summary, is no Markdown.
        var outside = Regex.Replace(text, "(?s)````diff\n.*?\n````\n", "");
        Assert.NotEqual(text, outside);
        Assert.All(Regex.Matches(outside, "<summary>.*</summary>"), line => Assert.DoesNotMatch("<(?!/?(summary|b)>)|://|@[a-z]|#[0-9](?!9;)", line.Value));
        outside = Regex.Replace(outside, "<summary>.*</summary>", "");
        Assert.DoesNotContain("<script", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("@octocat", outside, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^# x", outside);
        Assert.DoesNotMatch(@"(?<!\\)\]\(", outside);
        Assert.DoesNotMatch(@"(?<!\\)`\|", outside);
        Assert.Single(Regex.Matches(text, "(?m)^````diff$"));
        // A table of deletions has four columns in each line.
        Assert.All(
            Regex.Matches(outside, @"(?m)^\| `(?:ami|snap)-.*$").Where(line => !line.Value.Contains("recipe", StringComparison.Ordinal)),
            line => Assert.InRange(Regex.Count(line.Value, @"(?<!\\)\|"), 5, 6));
    }

    [Fact]
    public void A_long_list_is_folded_and_a_short_one_is_not()
    {
        Assert.DoesNotContain("<details>", MarkdownReport.Write(LifecycleReportTests.Report("Execution")), StringComparison.Ordinal);
        Assert.Contains("<details><summary><b>Disabled</b>", MarkdownReport.Write(LifecycleReportTests.Report("Preview")), StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_with_very_many_differences_leave_room_for_the_deletions()
    {
        var text = MarkdownReport.Write(LifecycleReportBuilder.From(new ReportSample(200).Plan(description: new string('é', 1000))));

        Assert.Contains("### Deletes", text, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(text) <= MarkdownReport.MaxCharacters);
    }
}
