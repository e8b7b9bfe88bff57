namespace ImageBuilderPS.Bench;

/// <summary>All measurements, in the order of the table.</summary>
internal static class Measurements
{
    private static readonly (string Name, Func<BenchContext, IEnumerable<Figure>> Run)[] All =
    [
        ("import", ImportRun.Measure),
        ("start", StartRun.Measure),
        ("batch", BatchRun.Measure),
        ("throughput", ThroughputRun.Measure),
        ("wait", WaitRun.Measure),
        ("facts", Lifecycle.FactRun.Measure),
        ("preview", Lifecycle.PreviewRun.Measure),
        ("plan", Lifecycle.PlanRun.Measure),
        ("service", Serving.ServiceRun.Measure),
        ("package", PackageRun.Measure),
    ];

    /// <summary>The names of the measurements.</summary>
    public static string[] Names => [.. All.Select(run => run.Name)];

    /// <summary>Makes measurements, prints each as it comes and then the table, and writes the file.</summary>
    /// <param name="context">What is measured.</param>
    /// <param name="only">Which measurements; empty for all.</param>
    /// <param name="json">The file.</param>
    public static int Run(BenchContext context, string[] only, string json)
    {
        var figures = new List<Figure>();
        foreach (var (name, run) in All.Where(run => only.Length == 0 || only.Contains(run.Name)))
        {
            Console.Error.WriteLine($"Measuring {name}...");
            figures.AddRange(run(context).Select(figure => figure with { Name = name }));
        }
        var table = new FigureTable(figures, context.Peers.Absent);
        table.Print(Console.Out);
        table.Write(json);
        return 0;
    }
}
