using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Signing;

/// <summary>The parts of a Signature Version 4 <c>Authorization</c> header.</summary>
internal sealed class AuthorizationHeader
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private AuthorizationHeader(CredentialScope? scope, string[] signedHeaders, string? signature) =>
        (Scope, SignedHeaders, Signature) = (scope, signedHeaders, signature);

    public CredentialScope? Scope { get; }

    public string[] SignedHeaders { get; }

    public string? Signature { get; }

    /// <summary>The header's parts, or null when there is no such header.</summary>
    public static AuthorizationHeader? Parse(ServiceRequest request) => Parse(request.Headers);

    /// <summary>The header's parts, or null when there is no such header.</summary>
    public static AuthorizationHeader? Parse(IReadOnlyDictionary<string, string> headers)
    {
        var header = headers.TryGetValue("Authorization", out var sent) ? sent.Trim() : null;
        if (header is null || !header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return null;
        var parts = header.Substring(Algorithm.Length)
            .Split(',')
            .Select(part => part.Trim().Split(['='], 2))
            .Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        return new(
            CredentialScope.Parse(Part(parts, "Credential")),
            Part(parts, "SignedHeaders")?.Split(';') ?? [],
            Part(parts, "Signature"));
    }

    private static string? Part(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var value) ? value : null;
}
