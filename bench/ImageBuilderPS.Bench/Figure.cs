namespace ImageBuilderPS.Bench;

/// <summary>A figure, and what it stands beside.</summary>
/// <param name="Measured">What was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit: s, ms, MB and so on.</param>
internal sealed record Figure(string Measured, double Value, string Unit)
{
    /// <summary>The measurement that it belongs to.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is compared with; null when it stands alone.</summary>
    public string? Beside { get; init; }

    /// <summary>The value of that in the same unit.</summary>
    public double? BesideValue { get; init; }

    /// <summary>The value divided by what it stands beside.</summary>
    public double? Ratio => Value / BesideValue;

    /// <summary>The least or the greatest that is to be reached, of the ratio or else of the value; null for none.</summary>
    public double? Target { get; init; }

    /// <summary>Whether the target is a minimum.</summary>
    public bool IsMinimum { get; init; }

    /// <summary>Whether the target is one of the value although there is a ratio.</summary>
    public bool IsTargetOfValue { get; init; }

    /// <summary>Whether the target was reached; null without a target.</summary>
    public bool? IsReached => Target is { } target ? IsMinimum ? Judged >= target : Judged <= target : null;

    private double Judged => IsTargetOfValue ? Value : Ratio ?? Value;

    /// <summary>The median of times in milliseconds.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
