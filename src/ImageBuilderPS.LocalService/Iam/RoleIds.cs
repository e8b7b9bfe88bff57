using System.Security.Cryptography;
using System.Text;

namespace ImageBuilderPS.LocalService.Iam;

/// <summary>Creates the ids of roles. The same account and name give the same id.</summary>
internal static class RoleIds
{
    private const string Prefix = "AROA";
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 17;

    public static string Create(string account, string role)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes($"{account}/{role}"));
        return Prefix + string.Concat(hash.Take(Length).Select(b => Characters[b % Characters.Length]));
    }
}
