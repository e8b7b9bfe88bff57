namespace ImageBuilderPS.Lifecycle.Comparison;

/// <summary>How well a preview foretold an execution.</summary>
public sealed class LifecyclePreviewTest
{
    private const int All = 100;

    internal LifecyclePreviewTest(string? executionId, int compared, int unknown, LifecyclePreviewDifference[] differences)
    {
        LifecycleExecutionId = executionId;
        Compared = compared;
        Unknown = unknown;
        Differences = differences;
    }

    /// <summary>The execution's id.</summary>
    public string? LifecycleExecutionId { get; }

    /// <summary>How many resources the preview or the execution acts on or skips, those that the preview leaves open not counted.</summary>
    public int Compared { get; }

    /// <summary>How many of them agree in action and status.</summary>
    public int Agreed => Compared - Differences.Length;

    /// <summary>How many resources the preview leaves open, because facts were unknown.</summary>
    public int Unknown { get; }

    /// <summary>How many of a hundred agree; 100 only when all do.</summary>
    public double Percent => Compared == 0 ? All : Math.Floor(All * 10d * Agreed / Compared) / 10;

    /// <summary>Whether all agree.</summary>
    public bool IsSame => Differences.Length == 0;

    /// <summary>The resources that differ.</summary>
    public LifecyclePreviewDifference[] Differences { get; }

    /// <summary>One line: <c>412 of 412 resources were as previewed (100 %)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Agreed} of {Compared} resources were as previewed ({Percent:0.#} %)")
        + (Unknown > 0 ? FormattableString.Invariant($"; the preview left {Unknown} open") : "");
}
