using System.Diagnostics;
using System.Globalization;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;

namespace ImageBuilderPS.Bench;

/// <summary>Times a plan of about 100,000 decisions and its reports: made, written, read.</summary>
internal static class PlanRun
{
    private const int Images = 215_000;

    public static void Print(TextWriter output)
    {
        var workload = new LifecycleWorkload(Images);
        new LifecycleWorkload(100).Plan();
        var plan = Time(output, "made", workload.Plan);
        var text = Time(output, "written", () => LifecyclePlanDocument.Write(plan));
        Time(output, "read", () => LifecyclePlanDocument.Read(text));
        var report = Time(output, "report", () => LifecycleReportBuilder.From(plan));
        var html = Time(output, "Html", () => HtmlReport.Write(report));
        var markdown = Time(output, "Markdown", () => MarkdownReport.Write(report));
        var json = Time(output, "Json", () => JsonReport.Write(report));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Images:N0} images, {plan.Policies![0].Decisions!.Length:N0} decisions, plan {text.Length / 1e6:N1}, Html {html.Length / 1e6:N1}, Markdown {markdown.Length / 1e6:N2}, Json {json.Length / 1e6:N1} million characters"));
    }

    private static T Time<T>(TextWriter output, string name, Func<T> work)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes();
        var result = work();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-8} {watch.Elapsed.TotalSeconds,6:N2} s  {(GC.GetTotalAllocatedBytes() - before) / 1e6,8:N0} MB allocated"));
        return result;
    }
}
