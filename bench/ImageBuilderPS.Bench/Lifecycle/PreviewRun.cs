using System.Diagnostics;

namespace ImageBuilderPS.Bench.Lifecycle;

/// <summary>The preview of one run with EC2's facts of every AMI, beside the same rules in plain LINQ and one sort of the images' keys.</summary>
internal static class PreviewRun
{
    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        int[] sizes = context.IsQuick ? [10_000, 20_000] : [10_000, 100_000, 1_000_000];
        double? first = null;
        foreach (var images in sizes)
        {
            var workload = new LifecycleWorkload(images);
            workload.Verify();
            var runs = Math.Clamp(2_000_000 / images, 4, 200);
            var preview = Best(runs, () => workload.EvaluateWithFacts());
            var linq = Best(Math.Max(2, runs / 10), () => workload.Linq());
            var sort = Best(runs, workload.SortKeys);
            var name = $"preview of {images:N0} images with facts";
            yield return new(name, preview, "ms") { Beside = "plain LINQ, without facts", BesideValue = linq };
            yield return new(name, preview, "ms") { Beside = "one sort of (recipe, version, date)", BesideValue = sort, Target = 3 };
            yield return new($"{name}: for each", preview / images * 1e6, "ns")
            {
                Beside = first is null ? null : $"with {sizes[0]:N0} images",
                BesideValue = first,
            };
            first ??= preview / images * 1e6;
        }
    }

    // Processor time: other load on the machine affects it less.
    private static double Best(int runs, Func<object> work)
    {
        var best = double.MaxValue;
        for (var run = 0; run < runs; run++)
        {
            GC.Collect();
            var processor = Environment.CpuUsage.TotalTime;
            work();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
        }
        return best;
    }
}
