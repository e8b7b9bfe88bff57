using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ImageBuilderPS.Bench;

/// <summary>Figures as a table in Markdown, and as a file.</summary>
/// <param name="figures">The figures.</param>
/// <param name="absent">The clients that were left out.</param>
internal sealed class FigureTable(IReadOnlyList<Figure> figures, IEnumerable<string> absent)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private static string Machine => string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");

    /// <summary>Prints the table.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine("| measured | value | beside | value | ratio | to reach | reached |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var figure in figures)
        {
            output.WriteLine(
                $"| {figure.Measured} | {Text(figure.Value)} {figure.Unit} | {figure.Beside} | {(figure.BesideValue is { } beside ? $"{Text(beside)} {figure.Unit}" : "")} "
                + $"| {(figure.Ratio is { } ratio ? ratio.ToString("N2", CultureInfo.InvariantCulture) : "")} | {Target(figure)} | {figure.IsReached switch { true => "yes", false => "no", null => "" }} |");
        }
        output.WriteLine();
        output.WriteLine($"{Machine}, {DateTime.UtcNow:yyyy-MM-dd}");
        foreach (var peer in absent)
            output.WriteLine($"Left out, because it is not installed: {peer}");
    }

    /// <summary>Writes the file.</summary>
    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(new { Machine, Date = DateTime.UtcNow, LeftOut = absent, Figures = figures }, Indented));

    private static string Target(Figure figure) => figure.Target is not { } target ? ""
        : $"{(figure.IsMinimum ? "at least" : "at most")} {Text(target)}{(figure.Ratio is null || figure.IsTargetOfValue ? " " + figure.Unit : "")}";

    private static string Text(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "N0", >= 10 => "N1", _ => "N2" }, CultureInfo.InvariantCulture);
}
