using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Accounts, as parameters name them.</summary>
internal static class Ec2Owners
{
    /// <summary>The caller's account.</summary>
    public const string Self = "self";

    private const int AccountLength = 12;
    private static readonly string[] Aliases = ["amazon", "aws-backup-vault", "aws-marketplace"];

    /// <summary>Whether a text is an account id.</summary>
    public static bool IsAccount(string text) => text.Length == AccountLength && text.All(c => c is >= '0' and <= '9');

    /// <summary>Whether a resource, by its owner and the owner's alias, is one of a named owner.</summary>
    /// <param name="owner">An account id, an alias, or <c>self</c>.</param>
    /// <param name="caller">The account that <c>self</c> means.</param>
    /// <exception cref="ImageBuilderException">This names nobody.</exception>
    public static Func<string, string?, bool> Matching(string owner, string caller)
    {
        if (Aliases.Contains(owner))
            return (_, alias) => alias == owner;
        if (owner != Self && !IsAccount(owner))
            throw new ImageBuilderException($"Invalid user id: \"{owner}\"", "InvalidUserID.Malformed", 400);
        return (id, _) => id == (owner == Self ? caller : owner);
    }
}
