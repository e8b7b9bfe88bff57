using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImageBuilderPS.Lifecycle.Reports;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>The HTML report as text: what a browser makes of it is <see cref="HtmlReportBrowserTests"/>' matter.</summary>
public sealed partial class HtmlReportTests
{
    public static TheoryData<string> Kinds => LifecycleReportTests.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_page_refers_to_nothing_outside_it(string kind)
    {
        var page = HtmlReport.Write(LifecycleReportTests.Report(kind));

        Assert.DoesNotMatch(@"(?i)<(link|img|iframe|object|embed|base|video|audio|source)\b", page);
        Assert.DoesNotMatch(@"(?i)\b(src|action|data|poster|srcset|background)\s*=\s*[""']?https?:", page);
        Assert.All(Regex.Matches(page, "href=\"([^\"]*)\""), link => Assert.StartsWith("#", link.Groups[1].Value, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"@import|url\(", page);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_of_the_page_allows_its_own_style_and_script_alone()
    {
        var page = HtmlReport.Write(LifecycleReportTests.Report("Plan"));

        var policy = Regex.Match(page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; style-src '{Hash(Only(page, "<style>(.*?)</style>"))}'; script-src '{Hash(Only(page, "<script>(.*?)</script>"))}'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotMatch(@"\sstyle=|\son\w+=""", page);

        static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void No_name_of_the_account_becomes_markup_or_script()
    {
        var sample = new ReportSample(120, ReportSample.Hostile, ReportSample.Hostile);
        var plan = LifecycleReportBuilder.From(sample.Plan(description: ReportSample.Hostile), ReportSample.Hostile);

        var page = HtmlReport.Write(plan);

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.Equal(Columns(page).Count + 1, Regex.Count(page, "(?i)</script"));
        Assert.All(Columns(page).Values, column => Assert.DoesNotMatch("[<>&\u2028\u2029]", column.ToString()));
        Assert.All(Texts(Columns(page)["recipe"], plan.Rows.Length), recipe => Assert.StartsWith(ReportSample.Hostile, recipe, StringComparison.Ordinal));
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_columns_have_every_row_and_every_reason()
    {
        var report = LifecycleReportTests.Report("Plan");

        var columns = Columns(HtmlReport.Write(report));

        Assert.Equal(report.Rows.Select(row => row.Reason), Texts(columns["reason"], report.Rows.Length));
        Assert.Equal(report.Rows.Select(row => row.ImageArn), Texts(columns["image"], report.Rows.Length));
        Assert.Equal(report.Rows.Select(row => row.ResourceType == "Image" ? null : row.ResourceId), Texts(columns["id"], report.Rows.Length));
        Assert.Equal(report.Rows.Select(row => row.IsNew == true ? "New" : "As today"), Texts(columns["new"], report.Rows.Length));
    }

    [Fact]
    public void The_page_says_without_script_what_is_deleted_what_blocks_and_what_is_in_use()
    {
        var report = LifecycleReportTests.Report("Plan");

        var page = Regex.Replace(HtmlReport.Write(report), "(?s)<script.*?</script>", "");

        Assert.Contains($"<b>{report.Totals.DeletedImages}</b><span>images</span>", page, StringComparison.Ordinal);
        Assert.Contains("Blocked", page, StringComparison.Ordinal);
        Assert.All(report.BlockedBy, block => Assert.Contains(block.Message!, page, StringComparison.Ordinal));
        Assert.Contains("in use", page, StringComparison.Ordinal);
        Assert.Contains("Drift", page, StringComparison.Ordinal);
        Assert.Contains("<noscript>", page, StringComparison.Ordinal);
        Assert.Equal(report.Calendar.Length, Regex.Count(page, @"<th scope=""row"">(\d{4}-\d\d|later)</th>"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Headings_are_in_order_and_each_region_of_the_page_has_a_name(string kind)
    {
        var page = HtmlReport.Write(LifecycleReportTests.Report(kind));

        var levels = Regex.Matches(page, @"<h(\d)").Select(match => match.Groups[1].Value[0] - '0').ToList();
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.All(Regex.Matches(page, "aria-labelledby=\"([^\"]+)\""), match => Assert.Contains($"id=\"{match.Groups[1].Value}\"", page, StringComparison.Ordinal));
        Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
    }

    private static Dictionary<string, JsonElement> Columns(string page) => Column().Matches(page)
        .ToDictionary(match => match.Groups[1].Value, match => JsonDocument.Parse(match.Groups[2].Value).RootElement);

    private static List<string?> Texts(JsonElement column, int rows)
    {
        var prefix = column.TryGetProperty("p", out var p) ? p.GetString() : "";
        var texts = column.GetProperty("d").EnumerateArray().Select(text => text.ValueKind == JsonValueKind.Null ? null : prefix + text.GetString()).ToList();
        if (!column.TryGetProperty("v", out var places))
            return texts;
        return places.ValueKind == JsonValueKind.Number
            ? [.. Enumerable.Repeat(texts[places.GetInt32()], rows)]
            : [.. places.EnumerateArray().Select(place => texts[place.GetInt32()])];
    }

    private static string Only(string page, string pattern) => Assert.Single(Regex.Matches(page, "(?s)" + pattern)).Groups[1].Value;

    [GeneratedRegex("<script type=\"application/json\" data-column=\"(\\w+)\">([^\n]*)</script>")]
    private static partial Regex Column();
}
