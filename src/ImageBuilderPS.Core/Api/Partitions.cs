using System.Text.RegularExpressions;

namespace ImageBuilderPS.Api;

/// <summary>The partitions of AWS. Each has regions of its own, and no AMI is copied from one to another.</summary>
/// <remarks>Source: the partition data that all AWS SDKs share.</remarks>
internal static class Partitions
{
    /// <summary>The partition of most regions.</summary>
    public const string Default = "aws";

    private static readonly (string Partition, Regex Region)[] Known =
    [
        (Default, Region("(?:us|eu|ap|sa|ca|me|af|il|mx)")),
        ("aws-cn", Region("cn")),
        ("aws-us-gov", Region("us-gov")),
        ("aws-iso", Region("us-iso")),
        ("aws-iso-b", Region("us-isob")),
        ("aws-iso-e", Region("eu-isoe")),
        ("aws-iso-f", Region("us-isof")),
        ("aws-eusc", Region("eusc-[a-z]+")),
    ];

    /// <summary>The partition of a region; null for a text that is not a region's name.</summary>
    /// <param name="region">The region: <c>us-gov-west-1</c>.</param>
    public static string? Find(string region)
    {
        foreach (var (partition, pattern) in Known)
        {
            if (pattern.IsMatch(region))
                return partition;
        }
        return null;
    }

    /// <summary>The ARN of a role in an account; in the default partition where the region is not known.</summary>
    /// <param name="region">A region of the account.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="roleName">The role's name, with its path if it has one.</param>
    public static string RoleArn(string region, string accountId, string roleName) => $"arn:{Find(region) ?? Default}:iam::{accountId}:role/{roleName}";

    private static Regex Region(string prefix) => new($@"\A{prefix}-[a-z]+-[0-9]+\z", RegexOptions.CultureInvariant);
}
