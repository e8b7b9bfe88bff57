using System.Globalization;
using System.Security.Cryptography;

namespace ImageBuilderPS.Api.Json;

/// <summary>SHA-256 digests, to see whether something is still as it was.</summary>
internal static class ContentDigest
{
    /// <summary>The digest of a content: <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public static string Of(byte[] content) => Of([content]);

    /// <summary>The digest of contents, one after the other.</summary>
    public static string Of(IEnumerable<byte[]> contents) =>
        "sha256:" + string.Concat(Bytes(contents).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary>The 32 bytes of the digest of contents, one after the other.</summary>
    public static byte[] Bytes(IEnumerable<byte[]> contents)
    {
        using var sha = SHA256.Create();
        foreach (var content in contents)
            sha.TransformBlock(content, 0, content.Length, null, 0);
        sha.TransformFinalBlock([], 0, 0);
        return sha.Hash!;
    }
}
