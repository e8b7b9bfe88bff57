using System.Net;

namespace ImageBuilderPS.LocalService.Http;

/// <summary>The addresses that the service listens on, and the names that it answers to.</summary>
internal sealed class HostNames
{
    private static readonly string[] LoopbackNames = ["127.0.0.1", "localhost", "::1"];

    private readonly HashSet<string> names;

    /// <param name="hosts">Addresses to listen on, and names that callers use. Without an address the service listens on loopback.</param>
    public HostNames(IReadOnlyCollection<string> hosts)
    {
        names = new(hosts.Concat(LoopbackNames), StringComparer.OrdinalIgnoreCase);
        var given = hosts.Select(host => IPAddress.TryParse(host, out var address) ? address : null).OfType<IPAddress>().Distinct().ToList();
        IsLoopback = given.TrueForAll(IPAddress.IsLoopback);
        // localhost may resolve to either.
        Addresses = IsLoopback ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : given;
    }

    /// <summary>The addresses to listen on.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>Whether only programs of this machine reach the service.</summary>
    public bool IsLoopback { get; }

    /// <summary>What <see cref="Accepts"/> accepts, in words.</summary>
    public string Expected =>
        string.Join(", ", names.OrderBy(name => name, StringComparer.Ordinal)) + (IsLoopback ? "" : " or an IP address");

    /// <summary>
    /// Whether a Host header names this service. A web page can make its own name resolve to this machine, but it cannot do so
    /// with an address. So beyond loopback, where the caller's address of this machine is unknown, any address is accepted.
    /// </summary>
    public bool Accepts(string host)
    {
        var colon = host.LastIndexOf(':');
        var name = (colon > host.LastIndexOf(']') ? host.Substring(0, colon) : host).TrimStart('[').TrimEnd(']');
        return names.Contains(name) || (!IsLoopback && IPAddress.TryParse(name, out _));
    }
}
