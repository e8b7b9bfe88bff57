using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ImageBuilderPS.Tests.Support;

/// <summary>Signature Version 4 of a recorded request, computed from its public description.</summary>
public sealed partial record SignatureVersion4(string AccessKey, string Date, string Region, string Service, string[] SignedHeaders, string Signature)
{
    public static SignatureVersion4 Of(StubRequest request)
    {
        var match = Authorization().Match(request.Header("Authorization") ?? "");
        Assert.True(match.Success, "The request carries no signature.");
        string Part(string name) => match.Groups[name].Value;
        return new(Part("key"), Part("date"), Part("region"), Part("service"), Part("headers").Split(';'), Part("signature"));
    }

    public string Expected(StubRequest request, string secretKey)
    {
        var canonical = string.Join('\n',
        [
            request.Method,
            // A path that is already encoded is encoded once more.
            request.Path.Replace("%", "%25", StringComparison.Ordinal),
            string.Join('&', request.Query.Split('&').Order(StringComparer.Ordinal)),
            .. SignedHeaders.Select(name => $"{name}:{request.Header(name)!.Trim()}"),
            "",
            string.Join(';', SignedHeaders),
            Hex(SHA256.HashData(request.Body)),
        ]);
        var scope = $"{Date}/{Region}/{Service}/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{request.Header("X-Amz-Date")}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secretKey);
        foreach (var part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)/(?<date>[0-9]+)/(?<region>[^/]+)/(?<service>[^/]+)/aws4_request, ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Authorization();
}
