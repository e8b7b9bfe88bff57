using System.Text;
using System.Text.RegularExpressions;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>Reports of several accounts and regions, and of those that could not be read.</summary>
public sealed class FleetReportTests
{
    internal static readonly UnreadAccount Denied = new("444455556666", "eu-west-1", "AssumeRole: access <denied> | @octocat (HTTP 403)")
    {
        RoleArn = "arn:aws:iam::444455556666:role/Reader",
    };

    private static readonly LifecyclePlan First = new ReportSample(60).Plan();
    private static readonly LifecyclePlan Second = new ReportSample(40, account: "111122223333", home: "eu-west-1").Plan();
    private static readonly LifecyclePlan Quiet = new ReportSample(20, account: "111122223333").Plan(deleteDays: 400);

    [Fact]
    public void Each_account_and_region_has_a_row_and_those_come_first_that_need_a_look()
    {
        var report = Fleet();

        Assert.Equal(
            ["444455556666, eu-west-1: Not read", "123456789012, us-east-1: Blocked", "111122223333, eu-west-1: Blocked", "111122223333, us-east-1: No changes"],
            report.Accounts.Select(account => account.ToString()).OrderBy(text => text.EndsWith("Not read", StringComparison.Ordinal) ? 0 : 1));
        Assert.Equal(["Bad", "Bad", "Bad", "Good"], report.Accounts.Select(account => account.Level));
        Assert.Equal("Lifecycle plan: tidy in 4 accounts and regions", report.Title);
        Assert.Equal((null, null, true, true), (report.AccountId, report.Region, report.IsBlocked, report.HasChanges));
        Assert.Equal(Denied.Message, report.Accounts.Single(account => account.Totals is null).Error);
    }

    [Fact]
    public void Totals_calendar_policies_and_guards_are_those_of_all_accounts()
    {
        LifecycleReport[] parts = [.. new[] { First, Second, Quiet }.Select(plan => LifecycleReportBuilder.From(plan))];

        var report = Fleet();

        Assert.Equal(parts.Sum(part => part.Totals.DeletedImages), report.Totals.DeletedImages);
        Assert.Equal(parts.Sum(part => part.Totals.FreedBytes), report.Totals.FreedBytes);
        Assert.Equal(parts.Sum(part => part.Rows.Length), report.Rows.Length);
        Assert.Equal(parts.Sum(part => part.Calendar.Sum(month => month.DeletedImages)), report.Calendar.Sum(month => month.DeletedImages));
        Assert.Equal(parts.Sum(part => part.BlockedBy.Length), report.BlockedBy.Length);
        Assert.Equal(["123456789012 us-east-1", "111122223333 eu-west-1", "111122223333 us-east-1"], report.Policies.Select(policy => $"{policy.AccountId} {policy.Region}"));
        Assert.Equal(parts[1].Totals.DeletedAmis, report.Accounts.Single(account => account is { AccountId: "111122223333", Region: "eu-west-1" }).Totals!.DeletedAmis);
    }

    [Fact]
    public void A_report_of_one_account_has_its_row_and_says_no_more_than_before()
    {
        var report = LifecycleReportBuilder.From(First);

        Assert.Equal("123456789012, us-east-1: Blocked", Assert.Single(report.Accounts).ToString());
        Assert.DoesNotContain("Accounts and regions", HtmlReport.Write(report), StringComparison.Ordinal);
        Assert.DoesNotContain("Accounts and regions", MarkdownReport.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_of_several_accounts_is_told_apart_by_its_images()
    {
        LifecycleDecision[] decisions = [.. new ReportSample(30).Decide(), .. new ReportSample(30, account: "111122223333", home: "eu-west-1").Decide()];

        var report = LifecycleReportBuilder.From(decisions);

        Assert.Equal(["111122223333, eu-west-1", "123456789012, us-east-1"], report.Accounts.Select(account => account.Place).Order());
        Assert.Equal("Lifecycle preview in 2 accounts and regions", report.Title);
        Assert.Equal(report.Totals.DeletedImages, report.Accounts.Sum(account => account.Totals!.DeletedImages));
    }

    [Fact]
    public void An_account_that_was_read_in_part_says_so_in_its_row()
    {
        UnreadAccount[] unread = [new("123456789012", "us-east-1", "no policy b") { RoleArn = "arn:aws:iam::123456789012:role/Reader" }, new(null, "us-east-1", "no policy c")];

        var account = Assert.Single(LifecycleReportBuilder.From(new ReportSample(20).Decide(), unread: unread).Accounts);

        Assert.Equal(("Not all of it was read", "no policy b no policy c", "Bad"), (account.Verdict, account.Error, account.Level));
        Assert.NotNull(account.Totals);
    }

    [Fact]
    public void What_could_not_be_read_is_the_first_thing_that_a_reader_sees()
    {
        var nothing = LifecycleReportTests.Report("Unread");

        foreach (var text in new[] { HtmlReport.Write(nothing), MarkdownReport.Write(nothing), HtmlReport.Write(Fleet()), MarkdownReport.Write(Fleet()) })
            Assert.Matches("(?s)Not everything was read.*could not be read, or not completely.*arn:aws:iam::444455556666:role/Reader", text);
        Assert.Contains("1 of 4 accounts and regions", MarkdownReport.Write(Fleet()), StringComparison.Ordinal);
        Assert.Contains("Nothing was read.", MarkdownReport.Write(nothing), StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_of_an_account_is_no_markup()
    {
        Assert.Contains("access &lt;denied&gt; | @octocat", HtmlReport.Write(Fleet()), StringComparison.Ordinal);
        var line = MarkdownReport.Write(Fleet()).Split('\n').Single(line => line.StartsWith("| 444455556666", StringComparison.Ordinal));
        Assert.Equal(8, Regex.Count(line, @"(?<!\\)\|"));
        Assert.DoesNotContain("@octocat", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_shows_the_same_change_of_many_accounts_once_and_has_room_for_hundreds_of_them()
    {
        var plan = new ReportSample(10).Plan();
        var plans = Enumerable.Range(0, 300).Select(i => With(LifecyclePlanDocument.Read(LifecyclePlanDocument.Write(plan)), FormattableString.Invariant($"{i:000000000000}"))).ToList();

        var text = MarkdownReport.Write(LifecycleReportBuilder.From(plans));

        Assert.True(Encoding.UTF8.GetByteCount(text) <= MarkdownReport.MaxCharacters);
        Assert.Contains("**tidy** is replaced in 300 accounts and regions:", text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(text, @"(?m)^- policyDetails\[DELETE\]\.filter\.value: 400$"));
        Assert.Contains("more lines", text, StringComparison.Ordinal);
        Assert.Contains("### Deletes", text, StringComparison.Ordinal);
    }

    internal static LifecycleReport Fleet() => LifecycleReportBuilder.From([First, Second, Quiet], unread: [Denied]);

    private static LifecyclePlan With(LifecyclePlan plan, string account)
    {
        typeof(LifecyclePlan).GetProperty(nameof(LifecyclePlan.AccountId))!.SetValue(plan, account);
        return plan;
    }
}
