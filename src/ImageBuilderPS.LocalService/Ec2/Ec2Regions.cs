using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>The regions of AWS, and which of them an account has to opt in to.</summary>
/// <remarks>Source: Account Management guide, "Enable or disable AWS Regions in your account".</remarks>
internal static class Ec2Regions
{
    public const string NotRequired = "opt-in-not-required";
    public const string OptedIn = "opted-in";
    public const string NotOptedIn = "not-opted-in";

    private static readonly string[] Default =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1",
        "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    private static readonly string[] OptIn =
    [
        "af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6",
        "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1",
    ];

    // Of the other partitions only those are listed that AWS's documentation names.
    private static readonly Dictionary<string, string[]> OtherPartitions = new(StringComparer.Ordinal)
    {
        ["aws-cn"] = ["cn-north-1", "cn-northwest-1"],
        ["aws-us-gov"] = ["us-gov-east-1", "us-gov-west-1"],
        ["aws-eusc"] = ["eusc-de-east-1"],
    };

    /// <summary>The regions as an account sees them, with their opt-in status.</summary>
    /// <param name="settings">What accounts have opted in to.</param>
    /// <param name="account">The account.</param>
    /// <param name="region">A region of the partition.</param>
    public static IReadOnlyList<(string Name, string Status)> Of(ServiceSettings settings, string account, string region)
    {
        var partition = Partitions.Find(region) ?? Partitions.Default;
        return partition == Partitions.Default
            ? [.. Default.Select(name => (name, NotRequired)), .. OptIn.Select(name => (name, StatusOf(settings, account, name)!))]
            : [.. (OtherPartitions.TryGetValue(partition, out var known) ? known : []).Append(region).Distinct().Select(name => (name, NotRequired))];
    }

    /// <summary>The opt-in status of a region for an account; null where there is no such region.</summary>
    public static string? StatusOf(ServiceSettings settings, string account, string region) =>
        (Partitions.Find(region) ?? Partitions.Default) != Partitions.Default || Default.Contains(region) ? NotRequired
        : !IsOptIn(region) ? null
        : settings.HasOptedIn(account, region) ? OptedIn
        : NotOptedIn;

    /// <summary>Whether an account has to opt in to a region.</summary>
    public static bool IsOptIn(string region) => OptIn.Contains(region);
}
