using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageBuilderPS.Tests.Support;

/// <summary>Signs requests with Signature Version 4, computed from its public description.</summary>
internal static class RequestSigner
{
    /// <summary>The headers of a signed request to 127.0.0.1.</summary>
    public static Dictionary<string, string> Sign(
        string method, string path, string query, string body, string accessKey, string secretKey, string service, DateTimeOffset time)
    {
        var date = time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/us-east-1/{service}/aws4_request";
        var canonical = $"{method}\n{path.Replace("%", "%25", StringComparison.Ordinal)}\n{query}\nhost:127.0.0.1\nx-amz-date:{date}\n\nhost;x-amz-date\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}";
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(
            Encoding.UTF8.GetBytes("AWS4" + secretKey), (mac, part) => HMACSHA256.HashData(mac, Encoding.UTF8.GetBytes(part)));
        var signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        return new(StringComparer.OrdinalIgnoreCase)
        {
            ["Host"] = "127.0.0.1",
            ["X-Amz-Date"] = date,
            ["Authorization"] = $"AWS4-HMAC-SHA256 Credential={accessKey}/{scope}, SignedHeaders=host;x-amz-date, Signature={signature}",
        };
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
