using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>The XML of AWS's query protocol.</summary>
internal static class QueryXml
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>An element with a value; null for no value.</summary>
    public static XElement? Value(string name, object? value) => Text(value) is { } text ? new(name, text) : null;

    /// <summary>A list of elements with the name <c>item</c>.</summary>
    public static XElement List<T>(string name, IEnumerable<T> items, Func<T, IEnumerable<XElement?>> members) =>
        new(name, items.Select(item => new XElement("item", members(item))));

    /// <summary>A value in the form of the API; null for no value.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"{value.GetType()} has no text.", nameof(value)),
    };

    /// <summary>A response with a document whose elements are all in a namespace.</summary>
    public static ServiceResponse Response(int status, XElement root, XNamespace space)
    {
        var response = new ServiceResponse(status, ToBytes(root, space));
        response.Headers["Content-Type"] = "text/xml;charset=UTF-8";
        return response;
    }

    /// <summary>A document whose elements are all in a namespace. Characters that XML cannot have become U+FFFD.</summary>
    public static byte[] ToBytes(XElement root, XNamespace space)
    {
        foreach (var element in root.DescendantsAndSelf())
            element.Name = space + element.Name.LocalName;
        // Names and tags of AMIs can come from JSON, which allows every character.
        foreach (var text in root.DescendantNodes().OfType<XText>())
            text.Value = XmlText.Replace(text.Value);
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new() { Encoding = new UTF8Encoding(false) }))
            root.WriteTo(writer);
        return buffer.ToArray();
    }
}
