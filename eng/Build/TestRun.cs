using System.Reflection;

namespace ImageBuilderPS.Build;

/// <summary>Builds, then runs both suites at once; the last line printed is the sum. A suite that did not run is a failure.</summary>
internal static class TestRun
{
    private static string PesterVersion => typeof(TestRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == nameof(PesterVersion)).Value!;

    /// <param name="engineName">The PowerShell; null for the pinned one.</param>
    /// <param name="package">Whether Pester tests a package rather than the checkout, and which.</param>
    public static int Run(string? engineName, PackageOption package)
    {
        var engine = Engine.Find(engineName);
        if (Directory.Exists(Repository.TestResults))
            Directory.Delete(Repository.TestResults, recursive: true);
        Directory.CreateDirectory(Repository.TestResults);
        if (package.Folder is { } folder)
            return Report(isCovered: true, ("Pester", Pester(engine, folder, folder)));

        Compiler.MustBuild(Repository.Solution);
        var tests = Repository.At("artifacts", "bin", "ImageBuilderPS.Tests", "debug");
        if (package.IsTested)
        {
            var made = Package.Make();
            return Report(isCovered: true, Both(engine, tests, made, made));
        }
        var staged = Package.Stage(Repository.At("artifacts", "package"));
        // The assemblies for Windows PowerShell are not instrumented.
        if (engine.ModuleFramework != "net8.0")
            return Report(isCovered: true, Both(engine, tests, Repository.Root, staged));
        var coverage = Coverage.Start(tests);
        var suites = Both(engine, coverage.Tests, coverage.Module, staged);
        return Report(Coverage.Report(), suites);
    }

    private static int Report(bool isCovered, params (string Suite, TestCount? Count)[] suites)
    {
        foreach (var (suite, _) in suites.Where(suite => suite.Count is not { Total: > 0 }))
            Console.WriteLine($"Failed: the {suite} suite left no results.");
        var sum = suites.Aggregate(default(TestCount), (sum, suite) => sum + (suite.Count ?? default));
        Console.WriteLine(sum);
        return isCovered && sum.Failed == 0 && suites.All(suite => suite.Count is { Total: > 0 }) ? 0 : 1;
    }

    // Pester's lines appear as they come; xunit's after them, so that lines do not mix.
    private static (string, TestCount?)[] Both(Engine engine, string tests, string module, string package)
    {
        var results = Path.Combine(Repository.TestResults, "xunit.trx");
        var running = Task.Run(() => Xunit(tests, results));
        var pester = Pester(engine, module, package);
        var (exitCode, output) = running.GetAwaiter().GetResult();
        Console.Write(output);
        return [("xunit", TestCount.Of(results, exitCode, TestCount.OfTrx)), ("Pester", pester)];
    }

    private static (int ExitCode, string Output) Xunit(string tests, string results)
    {
        // In milliseconds; without it the test host is killed before it has written its coverage.
        Environment.SetEnvironmentVariable("VSTEST_TESTHOST_SHUTDOWN_TIMEOUT", "60000");
        return Tool.Capture(
            "dotnet", "test", Path.Combine(tests, "ImageBuilderPS.Tests.dll"), "--nologo",
            "--logger", "console;verbosity=minimal", "--logger", "trx;LogFileName=" + results,
            "--results-directory", Repository.TestResults);
    }

    private static TestCount? Pester(Engine engine, string module, string package)
    {
        var results = Path.Combine(Repository.TestResults, "pester.json");
        var exitCode = engine.Run(
            "eng/Pester.ps1", "-ModuleFolder", Repository.Modules, "-Version", PesterVersion,
            "-Module", module, "-Package", package, "-Result", results);
        return TestCount.Of(results, exitCode, TestCount.OfPester);
    }
}
