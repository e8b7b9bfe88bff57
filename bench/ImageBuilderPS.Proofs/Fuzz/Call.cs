using System.Globalization;
using System.Text;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>One HTTP request, whose parts can be changed before it is written.</summary>
internal sealed class Call(string method, string path)
{
    /// <summary>The method.</summary>
    public string Method { get; set; } = method;

    /// <summary>The path as it is sent.</summary>
    public string Path { get; set; } = path;

    /// <summary>The members of the query, not encoded.</summary>
    public List<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>The headers without Host and Content-Length.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>The host; null for the service's.</summary>
    public string? Host { get; set; }

    /// <summary>The body.</summary>
    public byte[] Body { get; set; } = [];

    /// <summary>The bytes on the connection.</summary>
    public byte[] ToBytes(string host)
    {
        var head = new StringBuilder().Append(Method).Append(' ').Append(Path);
        for (var i = 0; i < Query.Count; i++)
            head.Append(i == 0 ? '?' : '&').Append(Encode(Query[i].Key)).Append('=').Append(Encode(Query[i].Value));
        head.Append(" HTTP/1.1\r\nHost: ").Append(Host ?? host).Append("\r\n");
        foreach (var header in Headers)
            head.Append(header.Key).Append(": ").Append(header.Value).Append("\r\n");
        head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Body];
    }

    // Some texts are in their encoded form already.
    private static string Encode(string text) => text.Contains('%') ? text.Replace(" ", "+", StringComparison.Ordinal) : Uri.EscapeDataString(text);
}
