using System.Text;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>Text of the account in GitHub's Markdown: no name of it can become markup, a link, or a mention that calls somebody.</summary>
internal static class MarkdownText
{
    private const int MaxLength = 400;
    private const string Nothing = "&#8203;";

    /// <summary>Text in a paragraph, a heading or a cell of a table.</summary>
    /// <param name="text">The text; null is empty.</param>
    public static string Escape(string? text)
    {
        var line = OneLine(text);
        var escaped = new StringBuilder(line.Length + 16);
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            _ = character switch
            {
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '!' => escaped.Append('\\').Append(character),
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '$' => escaped.Append("&#36;"),
                // Nothing that can be seen, between the sign and the name: GitHub then makes neither a mention nor a link.
                '@' => escaped.Append('@').Append(Nothing),
                '#' => escaped.Append("&#35;").Append(Nothing),
                ':' when i + 1 < line.Length && line[i + 1] == '/' => escaped.Append(':').Append(Nothing),
                '.' when i >= 3 && string.CompareOrdinal(line, i - 3, "www", 0, 3) == 0 => escaped.Append('.').Append(Nothing),
                _ => escaped.Append(character),
            };
        }
        return escaped.ToString();
    }

    /// <summary>An id, as code where it can be.</summary>
    /// <param name="text">The id.</param>
    public static string Code(string? text) => string.IsNullOrEmpty(text) ? "" : IsPlain(text!) ? $"`{text}`" : Escape(text);

    /// <summary>Text in an HTML element, such as a summary.</summary>
    /// <param name="text">The text.</param>
    public static string Html(string? text) => HtmlText.Escape(
        OneLine(text).Replace("@", "@\u200B").Replace("#", "#\u200B").Replace("://", ":\u200B//").Replace("www.", "www\u200B."));

    /// <summary>A line of a block of code.</summary>
    /// <param name="text">The text.</param>
    public static string OneLine(string? text)
    {
        if (text is null)
            return "";
        var line = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (var character in text)
        {
            if (line.Length >= MaxLength && !char.IsLowSurrogate(character))
                return line.Append('…').ToString();
            line.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character);
        }
        return line.ToString();
    }

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~' or '`' or '|')
                return false;
        }
        return text.Length <= MaxLength;
    }
}
