using System.Globalization;
using System.Text;

namespace ImageBuilderPS.Lifecycle.Reports;

/// <summary>Text of the account in HTML, and in JSON inside HTML. Nothing of it can become markup or script.</summary>
internal static class HtmlText
{
    /// <summary>Text in an element or in an attribute with double quotes.</summary>
    /// <param name="text">The text; null is empty.</param>
    public static string Escape(string? text)
    {
        if (text is null || Array.TrueForAll(text.ToCharArray(), character => !IsSpecial(character)))
            return text ?? "";
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = character switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\0' => escaped.Append('\uFFFD'),
                _ => escaped.Append(character),
            };
        }
        return escaped.ToString();
    }

    /// <summary>Writes a JSON text, or null, for a script element: all but plain ASCII letters is escaped, so <c>&lt;/script&gt;</c>, <c>&lt;!--</c> and U+2028 cannot occur.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="text">The text.</param>
    public static void WriteJson(TextWriter writer, string? text)
    {
        if (text is null)
        {
            writer.Write("null");
            return;
        }
        writer.Write('"');
        var start = 0;
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (IsPlain(characters[i]))
                continue;
            writer.Write(characters, start, i - start);
            writer.Write("\\u");
            writer.Write(((int)characters[i]).ToString("x4", CultureInfo.InvariantCulture));
            start = i + 1;
        }
        writer.Write(characters, start, characters.Length - start);
        writer.Write('"');
    }

    private static bool IsPlain(char character) => character is >= ' ' and < '\u007f' and not ('"' or '\\' or '<' or '>' or '&' or '\'');

    private static bool IsSpecial(char character) => character is '&' or '<' or '>' or '"' or '\'' or '\0';
}
