using System.Runtime.InteropServices;
using ImageBuilderPS.Bench.Serving;

namespace ImageBuilderPS.Bench;

/// <summary>One distribution from the start of a process to its exit.</summary>
internal static class StartRun
{
    private const string Own = "the module";
    private const string Portable = "without machine code";

    private static readonly string[] CliCall =
    [
        "imagebuilder", "distribute-image", "--source-image", "ami-0123456789abcdef0", "--execution-role", "arn:aws:iam::123456789012:role/ImageBuilderRole",
        "--distribution-configuration-arn", "arn:aws:imagebuilder:us-east-1:123456789012:distribution-configuration/demo", "--endpoint-url",
    ];

    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        using var server = new Server();
        var url = server.Url.AbsoluteUri.TrimEnd('/');
        using var portable = new PortableCopy(context.Module);
        var runs = new List<(string Name, Func<ChildResult> Run)>
        {
            (Own, () => context.RunScript("first.ps1", context.Module, url)),
            (Portable, () => context.RunScript("first.ps1", portable.Module, url)),
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
        var own = results[Own];
        yield return Compare("first distribution after the import", "milliseconds", "ms") with { Target = 120, IsTargetOfValue = true };
        yield return Compare("methods compiled for it", "methods", "");
        yield return new("assemblies loaded for it", own[^1]["assemblies"], "");
        var whole = Whole(own);
        foreach (var (name, _) in runs.Skip(1))
            yield return new("import and distribution, whole process", whole, "ms") { Beside = name, BesideValue = Whole(results[name]) };

        Figure Compare(string measured, string figure, string unit) => new(measured, Figure.Median(own.Select(run => run[figure])), unit)
        {
            Beside = Portable,
            BesideValue = Figure.Median(results[Portable].Select(run => run[figure])),
        };
    }

    private static double Whole(IEnumerable<ChildResult> results) => Figure.Median(results.Select(result => result.Elapsed.TotalMilliseconds));

    // The package as PowerShell takes it where there is no machine code for the platform.
    private sealed class PortableCopy : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("ibps-bench-").FullName;

        public PortableCopy(string module)
        {
            var source = Path.GetDirectoryName(module)!;
            var machineCode = Path.Combine(source, "bin", RuntimeInformation.RuntimeIdentifier) + Path.DirectorySeparatorChar;
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(machineCode, StringComparison.Ordinal)))
            {
                var copy = Path.Combine(folder, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
            Module = Path.Combine(folder, Path.GetFileName(module));
        }

        public string Module { get; }

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
