using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>
/// Rejects requests of web pages. A page can send requests to loopback from the user's browser. The browser then adds
/// headers that a page cannot change and that no AWS client sends.
/// </summary>
internal static class CallerCheck
{
    /// <exception cref="ImageBuilderException">403: the request comes from a web page or is for another host.</exception>
    public static void Verify(HttpRequestHead head, HostNames names)
    {
        if (head.Headers.ContainsKey("Origin")
            || (head.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site != "none"))
        {
            throw new AccessDeniedException("The local service does not accept requests from web pages (headers Origin and Sec-Fetch-Site).");
        }
        // DNS rebinding: a page whose host name resolves to loopback is of the same origin, but its Host header differs.
        var host = head.Headers.TryGetValue("Host", out var sent) ? sent : "";
        if (!names.Accepts(host))
            throw new AccessDeniedException($"Host: got '{host}', expected {names.Expected}.");
    }
}
