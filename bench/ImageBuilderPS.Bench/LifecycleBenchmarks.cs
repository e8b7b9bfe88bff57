using BenchmarkDotNet.Attributes;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Bench;

/// <summary>The summary of one run over a million images, beside the same rules in plain LINQ.</summary>
[MemoryDiagnoser]
public class LifecycleBenchmarks
{
    private LifecycleWorkload workload = null!;

    /// <summary>How many images.</summary>
    [Params(10_000, 1_000_000)]
    public int Images { get; set; }

    /// <summary>Makes the images.</summary>
    [GlobalSetup]
    public void Make() => workload = new(Images);

    /// <summary>The evaluator.</summary>
    [Benchmark(Baseline = true)]
    public LifecycleSummary Evaluator() => workload.Evaluate();

    /// <summary>Plain LINQ.</summary>
    [Benchmark]
    public int PlainLinq() => workload.Linq().Count;
}
