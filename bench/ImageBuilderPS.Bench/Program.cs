using BenchmarkDotNet.Running;
using ImageBuilderPS.Bench;

if (args.Contains("--quick"))
    QuickRun.Print(Console.Out);
else if (args.Contains("--facts"))
    FactRun.Print(Console.Out);
else if (args.Contains("--plan"))
    PlanRun.Print(Console.Out);
else
    BenchmarkSwitcher.FromAssembly(typeof(LifecycleBenchmarks).Assembly).Run(args);
