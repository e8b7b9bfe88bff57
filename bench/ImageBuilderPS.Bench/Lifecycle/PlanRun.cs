using System.Diagnostics;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Reports;

namespace ImageBuilderPS.Bench.Lifecycle;

/// <summary>A plan of about 100,000 decisions and its reports.</summary>
internal static class PlanRun
{
    private const int Images = 215_000;

    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        var images = context.IsQuick ? Images / 10 : Images;
        var workload = new LifecycleWorkload(images);
        new LifecycleWorkload(1000).Plan();
        var (made, madeBytes, plan) = Time(workload.Plan);
        var decisions = plan.Policies![0].Decisions!.Length;
        var (written, _, text) = Time(() => LifecyclePlanDocument.Write(plan));
        var (read, _, _) = Time(() => LifecyclePlanDocument.Read(text));
        var (report, _, content) = Time(() => LifecycleReportBuilder.From(plan));
        var (html, htmlBytes, _) = Time(() => HtmlReport.Write(content));
        var (markdown, _, _) = Time(() => MarkdownReport.Write(content));
        var (json, _, _) = Time(() => JsonReport.Write(content));
        var name = $"plan of {images:N0} images, {decisions:N0} decisions";
        yield return new($"{name}: made", made, "s");
        yield return new($"{name}: written", written, "s");
        yield return new($"{name}: read", read, "s");
        yield return new($"{name}: HTML report", report + html, "s");
        yield return new($"{name}: Markdown", markdown, "s");
        yield return new($"{name}: JSON", json, "s");
        yield return new($"{name}: made and reported in HTML", made + report + html, "s") { Target = 2 };
        yield return new($"{name}: allocated, made", madeBytes / 1e6, "MB");
        yield return new($"{name}: allocated, HTML", htmlBytes / 1e6, "MB");
    }

    private static (double Seconds, double Bytes, T Result) Time<T>(Func<T> work)
    {
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var result = work();
        return (watch.Elapsed.TotalSeconds, GC.GetTotalAllocatedBytes() - bytes, result);
    }
}
