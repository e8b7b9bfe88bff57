using System.Text.RegularExpressions;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>The most likely cause of a failed distribution, and what to do about it.</summary>
/// <remarks>Source: user guide, "Set up cross-account AMI distribution with Image Builder".</remarks>
internal static class FailureDiagnosis
{
    /// <summary>The role that a distribution to another account needs in that account.</summary>
    public const string CrossAccountRole = "EC2ImageBuilderDistributionCrossAccountRole";

    /// <summary>A sentence with a leading space; empty when there is no likely cause, or when the service's reason has it.</summary>
    public static string Of(ImageDistribution distribution) =>
        Accounts(distribution) is { Count: > 0 } accounts && !IsInReason(distribution.Reason, accounts)
            ? $" Likely cause: the role {CrossAccountRole} in account {string.Join(", ", accounts)} is missing "
                + $"or does not trust account {OwnerOf(distribution)}."
            : "";

    public static string ActionFor(ImageDistributionException error)
    {
        var image = error.Distribution.ImageBuildVersionArn;
        if (error.IsTimeout || error.InnerException is not null)
            return $"Wait-IBImage {image}";
        if (error.Distribution.Status != ImageStatus.Failed)
            return "Distribute the source image again.";
        return Accounts(error.Distribution) is { Count: > 0 } accounts
            ? $"Check the role {CrossAccountRole} in account {string.Join(", ", accounts)}, then Resume-IBImage {image}"
            : $"Remove the cause that the message names, then Resume-IBImage {image}";
    }

    private static bool IsInReason(string? reason, List<string> accounts) =>
        reason is not null && accounts.All(account => reason.IndexOf($"{account}:role/{CrossAccountRole}", StringComparison.Ordinal) >= 0);

    // The other accounts with failed AMIs, or else the other accounts in a reason that mentions a role.
    private static List<string> Accounts(ImageDistribution distribution)
    {
        if (distribution.Status != ImageStatus.Failed)
            return [];
        var owner = OwnerOf(distribution);
        var failed = distribution.Targets
            .Where(target => target.State == ImageStatus.Failed && target.AccountId is not null && target.AccountId != owner)
            .Select(target => target.AccountId!)
            .Distinct()
            .ToList();
        if (failed.Count > 0 || distribution.Reason is not { } reason || reason.IndexOf("role", StringComparison.OrdinalIgnoreCase) < 0)
            return failed;
        var named = Regex.Matches(reason, @"(?<!\d)\d{12}(?!\d)").Cast<Match>().Select(match => match.Value);
        return [.. named.Where(account => account != owner).Distinct()];
    }

    private static string OwnerOf(ImageDistribution distribution) => Arn.Parse(distribution.ImageBuildVersionArn)?.AccountId ?? "";
}
