using System.Collections.Specialized;
using System.Text;

namespace ImageBuilderPS.Tests.Support;

/// <summary>What a client sent.</summary>
public sealed record StubRequest(string Method, string Path, string Query, NameValueCollection Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers[name];
}
