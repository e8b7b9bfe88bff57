using System.Diagnostics;
using System.Globalization;

namespace ImageBuilderPS.Bench;

/// <summary>
/// A quick benchmark with a stopwatch: the best of a few runs, in less than a minute. It also measures processor time,
/// which other load on the machine affects less.
/// </summary>
internal static class QuickRun
{
    private const int Images = 1_000_000;
    private const int Runs = 5;
    private const int LinqRuns = 2;

    public static void Print(TextWriter output)
    {
        var workload = new LifecycleWorkload(Images);
        workload.Verify();
        var evaluator = Measure(output, "evaluator", Runs, () => workload.Evaluate());
        var withFacts = Measure(output, "with facts", Runs, () => workload.EvaluateWithFacts());
        var linq = Measure(output, "plain LINQ", LinqRuns, () => workload.Linq());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Images:N0} images, summary, same counts: the evaluator takes {linq / evaluator:N1} times less processor time"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"with EC2's facts of every AMI, same counts: {withFacts / evaluator:N2} times the processor time of the evaluator without"));
    }

    /// <returns>The minimum processor time.</returns>
    private static TimeSpan Measure(TextWriter output, string name, int runs, Func<object> work)
    {
        var (bestTime, bestProcessor, bytes) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0L);
        for (var run = 0; run < runs; run++)
        {
            GC.Collect();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var processor = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            work();
            bestTime = Min(bestTime, watch.Elapsed);
            bestProcessor = Min(bestProcessor, Environment.CpuUsage.TotalTime - processor);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-10} {bestTime.TotalMilliseconds,8:N0} ms  {bestProcessor.TotalMilliseconds,8:N0} ms of processor time  {(double)bytes / Images,7:N0} bytes an image"));
        return bestProcessor;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
