using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>
/// Keeps web pages out. A page can send requests to loopback from the user's browser; the browser says so in headers
/// that a page cannot change and no AWS client sends.
/// </summary>
internal static class CallerCheck
{
    private static readonly string[] OwnNames = ["127.0.0.1", "localhost", "[::1]"];

    /// <exception cref="ImageBuilderException">403: the request is a web page's, or meant for another host.</exception>
    public static void Verify(HttpRequestHead head)
    {
        if (head.Headers.ContainsKey("Origin")
            || (head.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site != "none"))
        {
            throw new AccessDeniedException("The local service takes no requests of web pages (headers Origin and Sec-Fetch-Site).");
        }
        // A page whose name leads to loopback is of the same origin, but it has another name.
        var host = head.Headers.TryGetValue("Host", out var sent) ? sent : "";
        if (!OwnNames.Contains(NameOf(host), StringComparer.OrdinalIgnoreCase))
            throw new AccessDeniedException($"Host: got '{host}', expected 127.0.0.1 or localhost; the local service has no other name.");
    }

    private static string NameOf(string host)
    {
        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host.Substring(0, colon) : host;
    }
}
