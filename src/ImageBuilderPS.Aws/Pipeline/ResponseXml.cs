using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ImageBuilderPS.Aws.Pipeline;

/// <summary>Reads the XML of Query APIs, whatever its namespace. An empty element counts as one that is missing.</summary>
internal static class ResponseXml
{
    // Entities of a document type can make gigabytes of a small page, or read files.
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Reads a document.</summary>
    /// <param name="body">The document.</param>
    /// <exception cref="XmlException">It is not XML, or it has a document type, which no service writes.</exception>
    public static XElement Read(byte[] body)
    {
        try
        {
            using var stream = new MemoryStream(body);
            using var reader = XmlReader.Create(stream, Settings);
            return XElement.Load(reader);
        }
        catch (XmlException) when (Encoding.UTF8.GetString(body).Contains("<!DOCTYPE"))
        {
            throw new XmlException("it has a document type (DOCTYPE), as a web page has");
        }
    }

    /// <summary>An element; null where it is missing.</summary>
    public static XElement? Child(this XElement xml, string name) => xml.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    /// <summary>The items of a list; none where the list is missing.</summary>
    public static IEnumerable<XElement> Items(this XElement xml, string list) => xml.Child(list)?.Elements() ?? [];

    /// <summary>The text of an element; null where it is missing.</summary>
    public static string? Text(this XElement xml, string name) => xml.Child(name)?.Value is { Length: > 0 } text ? text : null;

    /// <summary>The text of an element that is always there.</summary>
    /// <exception cref="XmlException">It is missing.</exception>
    public static string RequiredText(this XElement xml, string name) =>
        xml.Text(name) ?? throw new XmlException($"{xml.Name.LocalName} has no {name}");

    /// <summary>The number in an element; null where it is missing.</summary>
    /// <exception cref="XmlException">It is not a number.</exception>
    public static long? Number(this XElement xml, string name) => xml.Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw new XmlException($"{name} is '{text}', not a number");

    /// <summary>Whether an element is true; null where it is missing.</summary>
    /// <exception cref="XmlException">It is neither true nor false.</exception>
    public static bool? Flag(this XElement xml, string name) => xml.Text(name) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw new XmlException($"{name} is '{text}', not true or false");

    /// <summary>The time in an element, in UTC; null where it is missing or not a time.</summary>
    public static DateTimeOffset? Time(this XElement xml, string name) => DateTimeOffset.TryParse(
        xml.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
