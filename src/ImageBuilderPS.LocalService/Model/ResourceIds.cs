using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Creates ids in the form of EC2's. The same image, region and account give the same id.</summary>
internal static class ResourceIds
{
    private const int HashBytes = 8;

    /// <param name="prefix">The kind of id: <c>ami-</c>, <c>snap-</c>.</param>
    /// <param name="image">The image.</param>
    /// <param name="region">The region.</param>
    /// <param name="account">The account.</param>
    /// <returns>The prefix and 17 hex digits.</returns>
    public static string Create(string prefix, ImageArn image, string region, string account)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes($"{prefix}{image}|{region}|{account}"));
        return prefix + "0" + string.Concat(hash.Take(HashBytes).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
