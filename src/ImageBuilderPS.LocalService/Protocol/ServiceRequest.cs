namespace ImageBuilderPS.LocalService.Protocol;

/// <summary>A request as received, independent of the transport.</summary>
internal sealed class ServiceRequest(
    string method,
    string path,
    IReadOnlyList<KeyValuePair<string, string>> query,
    IReadOnlyDictionary<string, string> headers,
    byte[] body)
{
    /// <summary>GET, POST, PUT, PATCH or DELETE.</summary>
    public string Method { get; } = method;

    /// <summary>The path as received, without the query.</summary>
    public string Path { get; } = path;

    /// <summary>The query's members, decoded, in the order received.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; } = query;

    /// <summary>The headers; names without regard to case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; } = headers;

    /// <summary>The body; empty when there is none.</summary>
    public byte[] Body { get; } = body;

    /// <summary>A header, or null.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>A member of the query, or null.</summary>
    public string? QueryValue(string name) => QueryValues(name).FirstOrDefault();

    /// <summary>All values of a member of the query, in the order received.</summary>
    public string[] QueryValues(string name) => [.. Query.Where(pair => pair.Key == name).Select(pair => pair.Value)];
}
