using ImageBuilderPS.Bench.Serving;

namespace ImageBuilderPS.Bench;

/// <summary>Many distributions against a service that answers after 50 ms, beside the time that this dictates.</summary>
internal static class BatchRun
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<Figure> Measure(BenchContext context) =>
        [.. Measure(context, inFlight: 16, target: 1.03), .. Measure(context, inFlight: 50, target: 1.06)];

    private static IEnumerable<Figure> Measure(BenchContext context, int inFlight, double target)
    {
        var count = context.IsQuick ? 200 : 1000;
        using var host = new RepeatingHost(Latency);
        var name = $"{count:N0} distributions of 50 ms, {inFlight} in flight";
        var results = new Dictionary<string, List<double>>();
        var runs = new List<(string Name, Func<ChildResult> Run)>
        {
            ("", () => context.RunScript("batch.ps1", context.Module, host.Url.AbsoluteUri, $"{count}", $"{inFlight}")),
        };
        runs.AddRange(context.Peers.Sdks(host.Url, count, inFlight));
        for (var run = 0; run < (context.IsQuick ? 1 : 3); run++)
        {
            foreach (var (client, start) in runs)
            {
                if (!results.TryGetValue(client, out var seconds))
                    results[client] = seconds = [];
                seconds.Add(start()["seconds"]);
            }
        }
        var own = Figure.Median(results[""]);
        // Timers fire late: the service tells how long it kept a request.
        var ideal = Math.Ceiling((double)count / inFlight) * host.MeanHold.TotalSeconds;
        yield return new(name, own, "s") { Beside = $"ideal, at {host.MeanHold.TotalMilliseconds:N1} ms", BesideValue = ideal, Target = target };
        foreach (var (client, _) in runs.Skip(1))
            yield return new(name, own, "s") { Beside = client, BesideValue = Figure.Median(results[client]) };
    }
}
