namespace ImageBuilderPS.Build;

/// <summary>Builds, then runs both suites; the last line printed is the sum.</summary>
internal static class TestRun
{
    public static int Run(EngineName engineName)
    {
        Compiler.MustBuild(Repository.Solution);
        if (Directory.Exists(Repository.TestResults))
            Directory.Delete(Repository.TestResults, recursive: true);
        Directory.CreateDirectory(Repository.TestResults);

        var (xunit, xunitRan) = Xunit();
        var (pester, pesterRan) = Pester(engineName);
        var sum = xunit + pester;
        Console.WriteLine(sum);
        return xunitRan && pesterRan && sum.Failed == 0 && sum.Total > 0 ? 0 : 1;
    }

    private static (TestCount Count, bool Ran) Xunit()
    {
        var results = Path.Combine(Repository.TestResults, "xunit.trx");
        var exitCode = Tool.Run(
            "dotnet", "test", Repository.At("tests", "ImageBuilderPS.Tests"), "--no-build", "--nologo",
            "--logger", "console;verbosity=minimal", "--logger", "trx;LogFileName=" + results,
            "--results-directory", Repository.TestResults);
        return File.Exists(results)
            ? (TestCount.OfTrx(results), exitCode == 0)
            : (default, false);
    }

    private static (TestCount Count, bool Ran) Pester(EngineName engineName)
    {
        if (Engine.Find(engineName) is not { } engine || !engine.HasModule("Pester", "5.2.0"))
        {
            Console.WriteLine("The Pester suite did not run, for the reason above; xunit's results stand alone.");
            return (default, true);
        }
        var results = Path.Combine(Repository.TestResults, "pester.json");
        var exitCode = engine.Run("eng/Pester.ps1", "-ModuleFolder", Repository.Modules, "-Result", results);
        return File.Exists(results)
            ? (TestCount.OfPester(results), exitCode == 0)
            : (default, false);
    }
}
