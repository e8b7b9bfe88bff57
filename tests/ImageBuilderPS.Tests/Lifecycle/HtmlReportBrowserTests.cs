using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ImageBuilderPS.Lifecycle.Reports;
using ImageBuilderPS.Tests.Support;
using Xunit.Abstractions;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>The HTML report in a real browser, opened from a file.</summary>
public sealed class HtmlReportBrowserTests(ITestOutputHelper output) : IDisposable
{
    private const int Tab = 9;
    private const int PageDown = 34;
    private const int End = 35;
    private const int Home = 36;
    private const int Down = 40;
    private const int Images = 27_600;
    private const int MostRows = 200;

    // How long a task was, and what the search and the scroll bar did to the page.
    private const string Probe = "window.tasks = []; new PerformanceObserver(list => { for (const entry of list.getEntries()) window.tasks.push(entry.duration); }).observe({ type: 'longtask', buffered: true });";

    private static readonly Lazy<LifecycleReport> Large = new(() => LifecycleReportBuilder.From(new ReportSample(Images).Decide()));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ibps-report-");

    public void Dispose() => folder.Delete(recursive: true);

    [ChromiumFact]
    public async Task A_list_of_100000_rows_is_searched_filtered_and_sorted_without_a_network()
    {
        await using var browser = await Chromium.StartAsync();
        await browser.SendAsync("Page.addScriptToEvaluateOnNewDocument", new { source = Probe });
        var watch = Stopwatch.StartNew();
        await OpenAsync(browser, Large.Value);
        output.WriteLine($"Opened in {watch.ElapsedMilliseconds} ms; longest task {await LongestAsync(browser)} ms.");
        var rows = Large.Value.Rows;

        Assert.InRange(rows.Length, 100_000, 110_000);
        Assert.Equal(All, await CountAsync(browser));
        await browser.EvaluateAsync("window.tasks.length = 0");
        await SearchAsync(browser, "recipe-7 eu-west-1");
        Assert.Equal(Shows(rows.Count(row => row.Recipe!.Contains("recipe-7", StringComparison.Ordinal) && row.Region == "eu-west-1")), await CountAsync(browser));
        await SearchAsync(browser, "AMI-U1234");
        Assert.Equal(Shows(rows.Count(row => $"{row.ResourceId} {row.InUseBy?.FirstOrDefault()} {row.Reason}".Contains("ami-u1234", StringComparison.Ordinal))), await CountAsync(browser));
        await SearchAsync(browser, "nothing has this text");
        Assert.Equal(Shows(0), await CountAsync(browser));
        await SearchAsync(browser, "");
        await FilterAsync(browser, "effect", "Deletes");
        Assert.Equal(Shows(rows.Count(row => row.Effect == "Delete")), await CountAsync(browser));
        await FilterAsync(browser, "type", "AMI");
        await FilterAsync(browser, "used", "In use");
        Assert.Equal(Shows(Large.Value.Totals.InUse - rows.Count(row => row is { Effect: "Disable", InUseBy.Length: > 0, ResourceType: "Ami" })), await CountAsync(browser));
        await browser.EvaluateAsync("document.getElementById('clear').click()");
        await UntilCountAsync(browser, All);
        await SortAsync(browser, "age", "ascending");
        Assert.Equal(rows.Min(row => row.AgeDays), await FirstAgeAsync(browser));
        await SortAsync(browser, "age", "descending");
        Assert.Equal(rows.Max(row => row.AgeDays), await FirstAgeAsync(browser));
        await SortAsync(browser, "id", "ascending");
        Assert.Equal(rows.Where(row => row.ResourceType != "Image").Select(row => row.ResourceId).Min(StringComparer.Ordinal), await FirstAsync(browser, ".c-id .id"));
        for (var place = 0; place <= 20; place++)
        {
            await browser.EvaluateAsync($"scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * {place} / 20; new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            Assert.InRange((await browser.EvaluateAsync("document.querySelectorAll('#window [role=row]').length")).GetInt32(), 5, MostRows);
            await AssertFilledAsync(browser);
        }
        output.WriteLine($"Search, filters, sorting and scrolling: longest task {await LongestAsync(browser)} ms (0: none of 50 ms or more).");
        Assert.Empty(browser.Errors);
        Assert.All(browser.Requests, request => Assert.StartsWith("file://", request, StringComparison.Ordinal));
        Assert.Single(browser.Requests);
    }

    [ChromiumFact]
    public async Task The_keyboard_reaches_the_search_the_filters_and_the_list_and_moves_in_it()
    {
        await using var browser = await Chromium.StartAsync();
        await OpenAsync(browser, LifecycleReportTests.Report("Plan"));

        var reached = new List<string>();
        for (var i = 0; i < 40 && !reached.Contains("age"); i++)
        {
            await browser.PressAsync("Tab", Tab);
            reached.Add((await browser.EvaluateAsync("(e => e.id || e.dataset.filter || e.dataset.sort || e.className || e.tagName)(document.activeElement)")).GetString()!);
        }
        string[] stops = ["skip", "search", "effect", "type", "recipe", "region", "used", "new", "clear", "grid", "age"];
        Assert.Equal(stops, reached.Where(stops.Contains).Distinct());

        await browser.EvaluateAsync("grid.focus()");
        var last = (await browser.EvaluateAsync("Number(grid.getAttribute('aria-rowcount'))")).GetInt32();
        Assert.Equal(2, await ActiveAsync(browser));
        await browser.PressAsync("ArrowDown", Down);
        Assert.Equal(3, await ActiveAsync(browser));
        await browser.PressAsync("PageDown", PageDown);
        Assert.InRange(await ActiveAsync(browser), 6, 40);
        await browser.PressAsync("End", End);
        Assert.Equal(last, await ActiveAsync(browser));
        await browser.PressAsync("Home", Home);
        Assert.Equal(2, await ActiveAsync(browser));
        for (var i = 0; i < 60; i++)
        {
            await browser.PressAsync("ArrowDown", Down);
            Assert.Equal(i + 3, await ActiveAsync(browser));
        }
        Assert.Empty(browser.Errors);
    }

    [ChromiumFact]
    public async Task A_screen_reader_has_a_name_for_every_control_and_the_place_of_every_row()
    {
        await using var browser = await Chromium.StartAsync();
        await OpenAsync(browser, LifecycleReportTests.Report("Plan"));

        var nodes = (await browser.SendAsync("Accessibility.getFullAXTree")).GetProperty("nodes").EnumerateArray()
            .Where(node => !node.GetProperty("ignored").GetBoolean())
            .Select(node => (Role: Value(node, "role"), Name: Value(node, "name"))).ToList();

        string[] controls = ["button", "searchbox", "combobox", "MenuListPopup", "link", "grid", "columnheader", "form", "search", "region", "heading"];
        Assert.All(nodes.Where(node => controls.Contains(node.Role) && node.Role != "MenuListPopup"), node => Assert.NotEqual("", node.Name));
        Assert.Contains(("searchbox", "Search"), nodes);
        Assert.Contains(("combobox", "Action"), nodes);
        Assert.Contains(("grid", "All resources"), nodes);
        Assert.Contains("banner", nodes.Select(node => node.Role));
        Assert.Contains("main", nodes.Select(node => node.Role));
        Assert.Contains("status", nodes.Select(node => node.Role));
        Assert.True((await browser.EvaluateAsync("[...document.querySelectorAll('#window [role=row]')].every(row => row.getAttribute('aria-rowindex') > 1)")).GetBoolean());

        static string Value(JsonElement node, string name) => node.TryGetProperty(name, out var value) && value.TryGetProperty("value", out var text) ? text.ToString() : "";
    }

    [ChromiumFact]
    public async Task Text_can_be_read_in_light_and_dark()
    {
        await using var browser = await Chromium.StartAsync();
        foreach (var kind in new[] { "Plan", "Preview", "Execution" })
        {
            await OpenAsync(browser, LifecycleReportTests.Report(kind));
            foreach (var scheme in new[] { "light", "dark" })
            {
                await browser.SendAsync("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = scheme } } });
                var weak = (await browser.EvaluateAsync(Contrast)).EnumerateArray().Select(text => text.GetString());
                Assert.Empty(weak);
            }
        }
    }

    [ChromiumFact]
    public async Task A_phone_of_360_pixels_scrolls_the_page_down_only()
    {
        await using var browser = await Chromium.StartAsync();
        await browser.SendAsync("Emulation.setDeviceMetricsOverride", new { width = 360, height = 740, deviceScaleFactor = 2, mobile = true });
        foreach (var kind in new[] { "Plan", "Preview", "Execution", "Empty" })
        {
            await OpenAsync(browser, LifecycleReportTests.Report(kind));
            Assert.InRange((await browser.EvaluateAsync("document.documentElement.scrollWidth")).GetInt32(), 1, 360);
        }
    }

    [ChromiumFact]
    public async Task Paper_has_the_first_1000_rows_and_says_so()
    {
        await using var browser = await Chromium.StartAsync();
        await OpenAsync(browser, Large.Value);

        await browser.SendAsync("Page.printToPDF");
        await browser.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        Assert.Equal(1000, (await browser.EvaluateAsync("document.querySelectorAll('#print tbody tr').length")).GetInt32());
        Assert.StartsWith(FormattableString.Invariant($"The first 1,000 of {Large.Value.Rows.Length:N0} resources."), (await browser.EvaluateAsync("document.getElementById('print').textContent")).GetString(), StringComparison.Ordinal);
        await browser.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.Equal(0, (await browser.EvaluateAsync("document.querySelectorAll('#print *').length")).GetInt32());
        Assert.Empty(browser.Errors);
    }

    [ChromiumFact]
    public async Task Hostile_names_are_text()
    {
        await using var browser = await Chromium.StartAsync();
        var sample = new ReportSample(120, ReportSample.Hostile, ReportSample.Hostile);
        await OpenAsync(browser, LifecycleReportBuilder.From(sample.Plan(description: ReportSample.Hostile), ReportSample.Hostile));

        Assert.Equal(ReportSample.Hostile, (await browser.EvaluateAsync("document.querySelector('h1').textContent")).GetString());
        Assert.Contains(ReportSample.Hostile, (await browser.EvaluateAsync("document.querySelector('#window .c-recipe').textContent")).GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await browser.EvaluateAsync("document.querySelectorAll('main script, b i, a[href^=http]').length")).GetInt32());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public void A_report_of_100000_rows_is_written_in_time()
    {
        var decisions = new ReportSample(Images).Decide();
        for (var round = 1; round <= 2; round++)
        {
            var watch = Stopwatch.StartNew();
            var report = LifecycleReportBuilder.From(decisions);
            output.WriteLine($"Round {round}: the report of {decisions.Count} decisions in {watch.ElapsedMilliseconds} ms.");
            foreach (var (name, write) in new (string, Func<LifecycleReport, string>)[] { ("HTML", HtmlReport.Write), ("Markdown", MarkdownReport.Write), ("JSON", JsonReport.Write) })
            {
                watch.Restart();
                var text = write(report);
                output.WriteLine($"{name}: {watch.ElapsedMilliseconds} ms, {Encoding.UTF8.GetByteCount(text) / 1024.0 / 1024:0.00} MB.");
                Assert.NotEmpty(text);
            }
        }
    }

    // Each text that is seen, against what is behind it.
    private const string Contrast = """
        (() => {
          const channels = color => (color.match(/[\d.]+/g) ?? []).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const behind = element => {
            for (let e = element; e; e = e.parentElement) {
              const [r, g, b, a = 1] = channels(getComputedStyle(e).backgroundColor);
              if (a === 1) return [r, g, b];
            }
            return [255, 255, 255];
          };
          const weak = [];
          for (const element of document.querySelectorAll('body *')) {
            if (!element.checkVisibility() || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION'].includes(element.tagName)) continue;
            if (![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
            const [one, two] = [light(channels(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => b - a);
            const ratio = (one + 0.05) / (two + 0.05);
            if (ratio < 4.5) weak.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}: ${element.textContent.slice(0, 40)}`);
          }
          return [...new Set(weak)];
        })()
        """;

    private async Task OpenAsync(Chromium browser, LifecycleReport report)
    {
        var file = Path.Combine(folder.FullName, "report.html");
        await File.WriteAllTextAsync(file, HtmlReport.Write(report));
        await browser.OpenAsync(file);
    }

    private static string All => FormattableString.Invariant($"Shows all {Large.Value.Rows.Length:N0} resources.");

    private static string Shows(int count) => FormattableString.Invariant($"Shows {count:N0} of {Large.Value.Rows.Length:N0} resources.");

    private static async Task<string> CountAsync(Chromium browser) => (await browser.EvaluateAsync("document.getElementById('count').textContent")).GetString()!;

    private static Task UntilCountAsync(Chromium browser, string text) => browser.UntilAsync($"document.getElementById('count').textContent === {JsonSerializer.Serialize(text)}");

    private static async Task<double> LongestAsync(Chromium browser) => (await browser.EvaluateAsync("Math.max(0, ...window.tasks)")).GetDouble();

    // The count is written again at the end of each search.
    private static async Task SearchAsync(Chromium browser, string text)
    {
        await browser.EvaluateAsync($"document.getElementById('count').textContent = ''; search.value = {JsonSerializer.Serialize(text)}; search.dispatchEvent(new Event('input'))");
        await browser.UntilAsync("document.getElementById('count').textContent !== ''");
    }

    private static async Task FilterAsync(Chromium browser, string filter, string option)
    {
        await browser.EvaluateAsync($$"""
            (() => {
              document.getElementById('count').textContent = '';
              const select = document.querySelector('select[data-filter={{filter}}]');
              select.value = [...select.options].find(option => option.text.startsWith('{{option}} (')).value;
              select.dispatchEvent(new Event('change'));
            })()
            """);
        await browser.UntilAsync("document.getElementById('count').textContent !== ''");
    }

    private static async Task SortAsync(Chromium browser, string column, string direction)
    {
        await browser.EvaluateAsync($"document.getElementById('count').textContent = ''; document.querySelector('[data-sort={column}]').click()");
        await browser.UntilAsync("document.getElementById('count').textContent !== ''");
        Assert.Equal(direction, (await browser.EvaluateAsync($"document.querySelector('[data-sort={column}]').parentElement.getAttribute('aria-sort')")).GetString());
    }

    private static async Task<string> FirstAsync(Chromium browser, string selector) =>
        (await browser.EvaluateAsync($"document.querySelector('#window [aria-rowindex=\"2\"] {selector}').textContent")).GetString()!;

    private static async Task<int> FirstAgeAsync(Chromium browser) => int.Parse((await FirstAsync(browser, ".c-age")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<int> ActiveAsync(Chromium browser)
    {
        var active = await browser.EvaluateAsync("""
            (() => {
              const row = document.getElementById(grid.getAttribute('aria-activedescendant'));
              const [outer, inner] = [scroller.getBoundingClientRect(), row.getBoundingClientRect()];
              return { index: Number(row.getAttribute('aria-rowindex')), isSeen: inner.top >= outer.top - 2 && inner.bottom <= outer.bottom + 2 };
            })()
            """);
        Assert.True(active.GetProperty("isSeen").GetBoolean());
        return active.GetProperty("index").GetInt32();
    }

    // The rows leave no gap at the top or at the bottom of the list.
    private static async Task AssertFilledAsync(Chromium browser)
    {
        var gaps = await browser.EvaluateAsync("""
            (() => {
              const [outer, inner] = [scroller.getBoundingClientRect(), document.getElementById('window').getBoundingClientRect()];
              return Math.max(inner.top - outer.top, outer.bottom - inner.bottom);
            })()
            """);
        Assert.InRange(gaps.GetDouble(), -100_000, 2);
    }
}
