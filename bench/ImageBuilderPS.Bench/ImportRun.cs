namespace ImageBuilderPS.Bench;

/// <summary>The import in a fresh PowerShell, beside a compiled module with one cmdlet that does nothing.</summary>
internal static class ImportRun
{
    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        var empty = Path.Combine(AppContext.BaseDirectory, "..", "..", "ImageBuilderPS.Bench.EmptyModule", Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory + "."))!, "EmptyModule.psd1");
        var (own, others) = (new List<ChildResult>(), new List<ChildResult>());
        // In turn, so that both see the same load of the machine.
        for (var run = 0; run < context.Starts; run++)
        {
            own.Add(context.RunScript("import.ps1", context.Module));
            others.Add(context.RunScript("import.ps1", empty));
        }
        yield return new("import", Figure.Median(own.Select(run => run["milliseconds"])), "ms")
        {
            Beside = "an empty compiled module",
            BesideValue = Figure.Median(others.Select(run => run["milliseconds"])),
            Target = 1.5,
        };
        yield return new("assemblies loaded at import", own[^1]["assemblies"], "") { Beside = "an empty compiled module", BesideValue = others[^1]["assemblies"] };
    }
}
