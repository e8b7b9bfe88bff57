using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageBuilderPS.LocalService.Signing;

/// <summary>
/// The temporary credentials of assumed roles. Nothing is stored: the access key has the account, the session token has
/// the session, and the service's secret key authenticates both.
/// </summary>
internal sealed class RoleCredentials(string serviceSecret)
{
    /// <summary>The header of a session token.</summary>
    public const string TokenHeader = "x-amz-security-token";

    private const string Prefix = "ASIA";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Base32Bits = 5;
    private const int PartLength = 8;
    private const int AccountLength = 12;
    private const char Separator = '/';

    /// <summary>The access key of an account's roles: a prefix, the account, and its check value.</summary>
    public string AccessKey(string account) =>
        Prefix + Encode(long.Parse(account, CultureInfo.InvariantCulture)) + Encode(BitConverter.ToInt64(Mac("key" + account), 0));

    /// <summary>The secret access key of an access key.</summary>
    public string SecretKey(string accessKey) => Convert.ToBase64String(Mac("secret" + accessKey));

    /// <summary>The session token of a session.</summary>
    public string Token(RoleSession session)
    {
        var expiration = session.Expiration.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            string.Join($"{Separator}", session.Account, session.Role, session.Name, expiration)));
        return text + "." + TokenMac(text);
    }

    /// <summary>The account of an access key; null for a key that this service did not issue.</summary>
    public string? FindAccount(string? accessKey)
    {
        if (accessKey?.Length != Prefix.Length + (2 * PartLength) || !accessKey.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var account = Decode(accessKey.Substring(Prefix.Length, PartLength))?.ToString("D" + AccountLength, CultureInfo.InvariantCulture);
        return account?.Length == AccountLength && AccessKey(account) == accessKey ? account : null;
    }

    /// <summary>The session of a token; null for a token that this service did not issue.</summary>
    public RoleSession? FindSession(string? token)
    {
        var halves = token?.Split('.') ?? [];
        if (halves.Length != 2 || halves[1] != TokenMac(halves[0]))
            return null;
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(halves[0])).Split(Separator);
        return new(parts[0], parts[1], parts[2], DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture)));
    }

    private string TokenMac(string text) => Convert.ToBase64String(Mac("token" + text));

    private byte[] Mac(string text)
    {
        using var mac = new HMACSHA256(Encoding.UTF8.GetBytes(serviceSecret));
        return mac.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    private static string Encode(long number)
    {
        var digits = new char[PartLength];
        for (var i = PartLength - 1; i >= 0; i--, number >>= Base32Bits)
            digits[i] = Base32[(int)(number & (Base32.Length - 1))];
        return new(digits);
    }

    private static long? Decode(string digits)
    {
        var number = 0L;
        foreach (var digit in digits)
        {
            if (Base32.IndexOf(digit) is not (>= 0 and var value))
                return null;
            number = (number << Base32Bits) | (uint)value;
        }
        return number;
    }
}

/// <summary>A session of an assumed role.</summary>
/// <param name="Account">The role's account.</param>
/// <param name="Role">The role's name.</param>
/// <param name="Name">The session's name.</param>
/// <param name="Expiration">The end of the session.</param>
internal sealed record RoleSession(string Account, string Role, string Name, DateTimeOffset Expiration);
