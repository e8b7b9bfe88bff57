using ImageBuilderPS.Bench.Serving;

namespace ImageBuilderPS.Bench;

/// <summary>One distribution from the start of a process to its exit.</summary>
internal static class StartRun
{
    private static readonly string[] CliCall =
    [
        "imagebuilder", "distribute-image", "--source-image", "ami-0123456789abcdef0", "--execution-role", "arn:aws:iam::123456789012:role/ImageBuilderRole",
        "--distribution-configuration-arn", "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo", "--endpoint-url",
    ];

    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        using var server = new Server();
        var url = server.Url.AbsoluteUri.TrimEnd('/');
        var runs = new List<(string Name, Func<ChildResult> Run)>
        {
            ("the module", () => context.RunScript("first.ps1", context.Module, url)),
            ("PowerShell alone", () => Child.Run(context.Engine, "-NoProfile", "-NonInteractive", "-Command", "1")),
        };
        if (context.Peers.HasCli)
            runs.Add(("AWS CLI", () => Child.Run("aws", [.. CliCall, url])));
        runs.AddRange(context.Peers.Sdks(server.Url, count: 1, inFlight: 1));

        var results = runs.ToDictionary(run => run.Name, _ => new List<ChildResult>());
        for (var run = 0; run < context.Starts; run++)
        {
            foreach (var (name, start) in runs)
                results[name].Add(start());
        }
        var own = results["the module"];
        yield return new("first distribution after the import", Figure.Median(own.Select(run => run["milliseconds"])), "ms") { Target = 120 };
        yield return new("methods compiled for it", Figure.Median(own.Select(run => run["methods"])), "");
        yield return new("assemblies loaded for it", own[^1]["assemblies"], "");
        var whole = Whole(own);
        foreach (var (name, _) in runs.Skip(1))
            yield return new("import and distribution, whole process", whole, "ms") { Beside = name, BesideValue = Whole(results[name]) };
    }

    private static double Whole(IEnumerable<ChildResult> results) => Figure.Median(results.Select(result => result.Elapsed.TotalMilliseconds));
}
