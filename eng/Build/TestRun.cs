using System.Reflection;

namespace ImageBuilderPS.Build;

/// <summary>Builds, then runs both suites; the last line printed is the sum. A suite that did not run is a failure.</summary>
internal static class TestRun
{
    private static string PesterVersion => typeof(TestRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(metadata => metadata.Key == nameof(PesterVersion)).Value!;

    /// <param name="engineName">The PowerShell; null for the pinned one.</param>
    /// <param name="ofPackage">Whether Pester tests the package that <see cref="Package"/> stages rather than the checkout.</param>
    public static int Run(string? engineName, bool ofPackage)
    {
        var engine = Engine.Find(engineName);
        Compiler.MustBuild(Repository.Solution);
        var module = ofPackage ? Package.Stage() : Repository.Root;
        if (Directory.Exists(Repository.TestResults))
            Directory.Delete(Repository.TestResults, recursive: true);
        Directory.CreateDirectory(Repository.TestResults);

        var xunit = Xunit();
        var pester = Pester(engine, module);
        var sum = (xunit ?? default) + (pester ?? default);
        if (xunit is not { Total: > 0 })
            Console.WriteLine("Failed: the xunit suite left no results.");
        if (pester is not { Total: > 0 })
            Console.WriteLine("Failed: the Pester suite left no results.");
        Console.WriteLine(sum);
        return xunit is { Total: > 0, Failed: 0 } && pester is { Total: > 0, Failed: 0 } ? 0 : 1;
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

    private static TestCount? Pester(Engine engine, string module)
    {
        var results = Path.Combine(Repository.TestResults, "pester.json");
        var exitCode = engine.Run(
            "eng/Pester.ps1", "-ModuleFolder", Repository.Modules, "-Version", PesterVersion, "-Module", module, "-Result", results);
        return TestCount.Of(results, exitCode, TestCount.OfPester);
    }
}
