using System.Reflection;

namespace ImageBuilderPS.Build;

/// <summary>Builds, then runs both suites; the last line printed is the sum. A suite that did not run is a failure.</summary>
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
            return Report(("Pester", Pester(engine, folder, folder)));

        Compiler.MustBuild(Repository.Solution);
        var staged = package.IsTested ? Package.Make() : Package.Stage(Repository.At("artifacts", "package"));
        return Report(("xunit", Xunit()), ("Pester", Pester(engine, package.IsTested ? staged : Repository.Root, staged)));
    }

    private static int Report(params (string Suite, TestCount? Count)[] suites)
    {
        foreach (var (suite, _) in suites.Where(suite => suite.Count is not { Total: > 0 }))
            Console.WriteLine($"Failed: the {suite} suite left no results.");
        var sum = suites.Aggregate(default(TestCount), (sum, suite) => sum + (suite.Count ?? default));
        Console.WriteLine(sum);
        return sum.Failed == 0 && suites.All(suite => suite.Count is { Total: > 0 }) ? 0 : 1;
    }

    private static TestCount? Xunit()
    {
        var results = Path.Combine(Repository.TestResults, "xunit.trx");
        var exitCode = Tool.Run(
            "dotnet", "test", Repository.At("tests", "ImageBuilderPS.Tests"), "--no-build", "--nologo",
            "--logger", "console;verbosity=minimal", "--logger", "trx;LogFileName=" + results,
            "--results-directory", Repository.TestResults);
        return TestCount.Of(results, exitCode, TestCount.OfTrx);
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
