using System.Globalization;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>The request line and headers of a request.</summary>
internal sealed class HttpRequestHead
{
    private HttpRequestHead(string method, string target, Version version, IReadOnlyDictionary<string, string> headers)
    {
        (Method, Target, Headers) = (method, target, headers);
        KeepsAlive = version.Minor > 0 && !Has("Connection", "close");
        IsChunked = headers.ContainsKey("Transfer-Encoding");
        ExpectsContinue = Has("Expect", "100-continue");
        if (IsChunked && !Has("Transfer-Encoding", "chunked"))
            throw ProtocolErrors.BadRequest("the only transfer encoding is chunked.");
        if (!headers.TryGetValue("Content-Length", out var length))
            return;
        if (IsChunked || !long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            throw ProtocolErrors.BadRequest("Content-Length is not a whole number, or Transfer-Encoding is also present.");
        ContentLength = bytes;
    }

    /// <summary>The method as sent, such as GET or POST.</summary>
    public string Method { get; }

    /// <summary>The path and the query, as sent.</summary>
    public string Target { get; }

    /// <summary>The headers; names ignore case, several values of a name are joined with commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body's length in bytes; 0 when there is no body or it is chunked.</summary>
    public long ContentLength { get; }

    /// <summary>Whether the body is chunked.</summary>
    public bool IsChunked { get; }

    /// <summary>Whether the caller waits for 100 Continue before it sends the body.</summary>
    public bool ExpectsContinue { get; }

    /// <summary>Whether another request may follow on the connection.</summary>
    public bool KeepsAlive { get; }

    /// <summary>Reads a request line and its headers.</summary>
    /// <exception cref="ImageBuilderException">This is not HTTP/1.</exception>
    public static HttpRequestHead Parse(string requestLine, IReadOnlyDictionary<string, string> headers)
    {
        var parts = requestLine.Split(' ');
        if (parts.Length != 3 || parts[0].Length == 0 || parts[1].Length == 0
            || !parts[2].StartsWith("HTTP/1.", StringComparison.Ordinal) || !Version.TryParse(parts[2].Substring(5), out var version))
        {
            throw ProtocolErrors.BadRequest("the first line is not of the form 'METHOD /path HTTP/1.1'.");
        }
        return new(parts[0], PathOf(parts[1]), version, headers);
    }

    // A caller that uses the service as a proxy sends the absolute URL.
    private static string PathOf(string target) =>
        target[0] != '/' && Uri.TryCreate(target, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp ? url.PathAndQuery : target;

    private bool Has(string header, string word) => Headers.TryGetValue(header, out var value)
        && value.Split(',').Any(item => item.Trim().EqualsIgnoreCase(word));
}
