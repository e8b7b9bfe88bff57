using System.Globalization;

namespace ImageBuilderPS.Build;

/// <summary>How many of a number of lines or branches ran.</summary>
internal readonly record struct CoverageShare(int Covered, int Total)
{
    public double Percent => Total == 0 ? 100 : 100.0 * Covered / Total;

    public static CoverageShare operator +(CoverageShare left, CoverageShare right) => new(left.Covered + right.Covered, left.Total + right.Total);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Covered}/{Total} {Percent,6:0.0} %");
}
