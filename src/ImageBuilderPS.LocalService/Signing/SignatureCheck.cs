using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Signing;

/// <summary>Verifies Signature Version 4 against one pair of keys, and against the keys of roles that were assumed with it.</summary>
/// <param name="accessKey">The access key id.</param>
/// <param name="secretKey">The secret key.</param>
/// <param name="roles">The keys of roles.</param>
/// <param name="services">The names of the services that a signature can be for.</param>
internal sealed class SignatureCheck(string accessKey, string secretKey, RoleCredentials roles, IReadOnlyCollection<string> services)
{
    private const string DateFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(5);

    /// <summary>Whether a request claims to be signed with the access key; nothing is verified.</summary>
    public bool HasAccessKey(AuthorizationHeader? authorization) =>
        authorization?.Scope is { } scope && FixedTimeEquals(scope.AccessKey, accessKey);

    /// <summary>Rejects a request that was not signed with these keys, or not within 5 minutes of now.</summary>
    /// <param name="request">The request.</param>
    /// <param name="authorization">Its Authorization header; null when it has none.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="ImageBuilderException">403, with AWS's error.</exception>
    public void Verify(ServiceRequest request, AuthorizationHeader? authorization, DateTimeOffset now)
    {
        var header = authorization ?? throw ProtocolErrors.MissingAuthentication();
        if (header.Scope is not { } scope || header.Signature is null || header.SignedHeaders.Length == 0)
            throw ProtocolErrors.IncompleteSignature("Authorization needs Credential, SignedHeaders and Signature.");
        var secret = FixedTimeEquals(scope.AccessKey, accessKey) ? secretKey : RoleSecret(request, scope.AccessKey, now);
        var date = request.Header("x-amz-date")
            ?? throw ProtocolErrors.IncompleteSignature("Authorization needs an X-Amz-Date header.");
        CheckDate(date, scope, now);
        if (!header.SignedHeaders.Contains("host"))
            throw ProtocolErrors.InvalidSignature("The Host header has to be signed.");
        var bodyHash = Hex(Hash(request.Body));
        if (request.Header("x-amz-content-sha256") is { } claimed && claimed != "UNSIGNED-PAYLOAD" && claimed != bodyHash)
            throw ProtocolErrors.InvalidSignature("The body's SHA-256 is not the one in X-Amz-Content-Sha256.");
        var canonical = Canonical(request, header.SignedHeaders, request.Header("x-amz-content-sha256") ?? bodyHash);
        var toSign = string.Join("\n", AuthorizationHeader.Algorithm, date, scope.Text, Hex(Hash(Encoding.UTF8.GetBytes(canonical))));
        if (!FixedTimeEquals(Hex(Mac(Key(secret, scope), toSign)), header.Signature))
        {
            throw ProtocolErrors.InvalidSignature(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.");
        }
    }

    private string RoleSecret(ServiceRequest request, string key, DateTimeOffset now)
    {
        if (roles.FindSession(request.Header(RoleCredentials.TokenHeader)) is not { } session || roles.FindAccount(key) != session.Account)
            throw ProtocolErrors.UnrecognizedClient();
        return session.Expiration > now ? roles.SecretKey(key) : throw ProtocolErrors.ExpiredToken();
    }

    private void CheckDate(string date, CredentialScope scope, DateTimeOffset now)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, Utc, out var signed))
            throw ProtocolErrors.IncompleteSignature("X-Amz-Date is not a time of the form 20260101T000000Z.");
        if (!date.StartsWith(scope.Date + "T", StringComparison.Ordinal) || !services.Contains(scope.Service))
            throw ProtocolErrors.InvalidSignature($"Credential should be scoped to the day of X-Amz-Date and to one of {string.Join(", ", services)}.");
        if (signed < now - AllowedSkew)
            throw ProtocolErrors.InvalidSignature($"Signature expired: {date} is now earlier than {Time(now - AllowedSkew)} ({Time(now)} - 5 min.)");
        if (signed > now + AllowedSkew)
            throw ProtocolErrors.InvalidSignature($"Signature not yet current: {date} is still later than {Time(now + AllowedSkew)} ({Time(now)} + 5 min.)");
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture);

    private static string Canonical(ServiceRequest request, string[] signedHeaders, string bodyHash)
    {
        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(CanonicalPath(request)).Append('\n')
            .Append(CanonicalQuery(request)).Append('\n');
        foreach (var name in signedHeaders)
            text.Append(name).Append(':').Append(SingleSpaces(request.Header(name) ?? "")).Append('\n');
        return text.Append('\n').Append(string.Join(";", signedHeaders)).Append('\n').Append(bodyHash).ToString();
    }

    // Signature Version 4 encodes a path that is already encoded once more, except for S3.
    private static string CanonicalPath(ServiceRequest request) =>
        string.Join("/", request.Path.Split('/').Select(Uri.EscapeDataString));

    private static string CanonicalQuery(ServiceRequest request) => string.Join("&", request.Query
        .Select(pair => (Key: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => pair.Key + "=" + pair.Value));

    private static string SingleSpaces(string value) =>
        string.Join(" ", value.Split([' '], StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Key(string secret, CredentialScope scope)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { scope.Date, scope.Region, scope.Service, "aws4_request" })
            key = Mac(key, part);
        return key;
    }

    private static byte[] Mac(byte[] key, string text)
    {
        using var mac = new HMACSHA256(key);
        return mac.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    private static byte[] Hash(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    // The time does not depend on where the texts differ.
    private static bool FixedTimeEquals(string left, string right)
    {
        var difference = left.Length ^ right.Length;
        for (var i = 0; i < left.Length && i < right.Length; i++)
            difference |= left[i] ^ right[i];
        return difference == 0;
    }
}
