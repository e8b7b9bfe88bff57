using ImageBuilderPS.Bench.Serving;

namespace ImageBuilderPS.Bench;

/// <summary>A wait for many images, each of which becomes available at its third poll.</summary>
internal static class WaitRun
{
    private const int IntervalSeconds = 10;
    private const int Polls = 3;

    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        int[] sizes = context.IsQuick ? [100, 200] : [2_500, 5_000, 10_000];
        double? first = null;
        double? firstPeak = null;
        foreach (var images in sizes)
        {
            using var host = new WaitingHost(Polls);
            var result = context.RunScript("wait.ps1", context.Module, host.Url.AbsoluteUri, $"{images}", $"{IntervalSeconds}");
            yield return new($"wait for {images:N0} images, {Polls} polls each: time", result["seconds"], "s");
            var each = result["processorMilliseconds"] / images;
            yield return new($"wait for {images:N0} images: processor time an image", each, "ms")
            {
                Beside = first is null ? null : $"with {sizes[0]:N0} images",
                BesideValue = first,
                Target = first is null ? null : 1.2,
            };
            var peak = result["peakBytes"] / 1e6;
            yield return new($"wait for {images:N0} images: peak of memory", peak, "MB") { Beside = firstPeak is null ? null : $"with {sizes[0]:N0} images", BesideValue = firstPeak };
            (first, firstPeak) = (first ?? each, firstPeak ?? peak);
        }
    }
}
