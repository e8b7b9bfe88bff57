using ImageBuilderPS.Bench.Serving;

namespace ImageBuilderPS.Bench;

/// <summary>Distributions against a service that answers at once, beside a bare HTTP client that sends the same bytes.</summary>
internal static class ThroughputRun
{
    private const int InFlight = 16;

    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        var count = context.IsQuick ? 500 : 5000;
        using var host = new RepeatingHost(TimeSpan.Zero);
        ChildResult Own() => context.RunScript("batch.ps1", context.Module, host.Url.AbsoluteUri, $"{count}", $"{InFlight}");
        ChildResult Bare() => Child.Run(Environment.ProcessPath!, "bare", "--url", host.Url.AbsoluteUri, "--count", $"{count}", "--in-flight", $"{InFlight}");
        var (own, bare) = (new List<ChildResult>(), new List<ChildResult>());
        var peers = context.Peers.Sdks(host.Url, count, InFlight).Select(peer => (peer.Name, peer.Run, Results: new List<ChildResult>())).ToList();
        for (var run = 0; run < (context.IsQuick ? 1 : 3); run++)
        {
            own.Add(Own());
            bare.Add(Bare());
            foreach (var (_, start, results) in peers)
                results.Add(start());
        }
        var name = $"{count:N0} distributions, {InFlight} in flight";
        yield return Compare($"{name}: time", "seconds", "s", 1, "bare HttpClient", bare, target: 2);
        foreach (var (peer, _, results) in peers)
            yield return Compare($"{name}: time", "seconds", "s", 1, peer, results);
        yield return Compare("processor time a distribution", "processorMilliseconds", "ms", count, "bare HttpClient", bare, target: 2);
        foreach (var (peer, _, results) in peers)
            yield return Compare("processor time a distribution", "processorMilliseconds", "ms", count, peer, results);
        yield return Compare("allocated a distribution", "bytes", "KB", count * 1024.0, "bare HttpClient", bare, target: 2);

        Figure Compare(string measured, string figure, string unit, double divisor, string beside, List<ChildResult> others, double? target = null) =>
            new(measured, Figure.Median(own.Select(run => run[figure])) / divisor, unit)
            {
                Beside = beside,
                BesideValue = Figure.Median(others.Select(run => run[figure])) / divisor,
                Target = target,
            };
    }
}
