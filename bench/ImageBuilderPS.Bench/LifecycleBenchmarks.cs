using BenchmarkDotNet.Attributes;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Bench;

/// <summary>Compares the summary of one run with the same rules in plain LINQ.</summary>
[MemoryDiagnoser]
public class LifecycleBenchmarks
{
    private LifecycleWorkload workload = null!;

    /// <summary>The number of images.</summary>
    [Params(10_000, 1_000_000)]
    public int Images { get; set; }

    /// <summary>Creates the images.</summary>
    [GlobalSetup]
    public void Setup() => workload = new(Images);

    /// <summary>The evaluator.</summary>
    [Benchmark(Baseline = true)]
    public LifecycleSummary Evaluator() => workload.Evaluate();

    /// <summary>The evaluator with EC2's facts.</summary>
    [Benchmark]
    public LifecycleSummary WithFacts() => workload.EvaluateWithFacts();

    /// <summary>Plain LINQ.</summary>
    [Benchmark]
    public int PlainLinq() => workload.Linq().Count;
}
