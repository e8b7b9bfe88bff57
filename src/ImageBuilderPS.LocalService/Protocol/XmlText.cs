using System.Text;
using System.Xml;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The characters that an XML document can have.</summary>
internal static class XmlText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Whether a document can have the text.</summary>
    public static bool IsValid(string text) => FirstInvalid(text, 0) < 0;

    /// <summary>The text with U+FFFD for each character that a document cannot have.</summary>
    public static string Replace(string text)
    {
        var position = FirstInvalid(text, 0);
        if (position < 0)
            return text;
        var valid = new StringBuilder(text);
        for (; position >= 0; position = FirstInvalid(text, position + 1))
            valid[position] = Replacement;
        return valid.ToString();
    }

    private static int FirstInvalid(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                i++;
            else if (!XmlConvert.IsXmlChar(text[i]))
                return i;
        }
        return -1;
    }
}
