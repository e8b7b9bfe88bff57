using System.Text.RegularExpressions;

namespace ImageBuilderPS.Output;

/// <summary>Breaks a table's text between words: PowerShell itself breaks it at the column's edge, within a word.</summary>
public static class WordWrap
{
    private const int NarrowConsole = 80;

    /// <summary>Breaks the text of a last column, which has what the other columns leave.</summary>
    /// <param name="text">The text.</param>
    /// <param name="others">The width of the columns before it, with their gaps.</param>
    public static string Last(string? text, int others) => At(text, LastWidth(others));

    /// <summary>Cuts the text of a last column to one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="others">The width of the columns before it, with their gaps.</param>
    public static string Line(string? text, int others)
    {
        var line = Regex.Replace(text ?? "", @"\s+", " ");
        var width = LastWidth(others);
        return line.Length <= width ? line : line.Substring(0, width - 1) + "\u2026";
    }

    /// <summary>Breaks a text into lines; what is longer than a line by itself stays whole.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The most characters on a line.</param>
    public static string At(string? text, int width) =>
        Regex.Replace(text ?? "", $"(.{{1,{width}}}|[^ ]+)(?: +|$)", "$1\n").TrimEnd('\n');

    private static int LastWidth(int others) => Math.Max(ConsoleWidth(), NarrowConsole) - others - 1;

    private static int ConsoleWidth()
    {
        try
        {
            return Console.IsOutputRedirected ? NarrowConsole : Console.WindowWidth;
        }
        catch (Exception error) when (error is IOException or PlatformNotSupportedException)
        {
            return NarrowConsole;
        }
    }
}
