using System.Text.RegularExpressions;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>Why a distribution failed: what the service says of each target, else the most likely cause; and what to do.</summary>
/// <remarks>Source: API page ImageFailureContext; user guide, "Set up cross-account AMI distribution with Image Builder".</remarks>
internal static class FailureDiagnosis
{
    /// <summary>The role that a distribution to another account needs in that account.</summary>
    public const string CrossAccountRole = "EC2ImageBuilderDistributionCrossAccountRole";

    private const int MaxRows = 20;

    /// <summary>
    /// What became of the targets, in a sentence and a row each, the failed ones first; then the reason of the whole where no
    /// row has it, and the likely cause.
    /// </summary>
    public static string Of(ImageDistribution distribution)
    {
        var failed = distribution.Status == ImageStatus.Failed ? distribution.Targets.Where(target => target.IsFailed).ToList() : [];
        var isInRows = failed.Exists(target => IsInReason(distribution, target.Reason));
        var reason = isInRows ? null : distribution.Reason ?? (failed.Exists(target => target.Reason is not null) ? null : "The service gives no reason.");
        string?[] sentences =
        [
            failed.Count > 0 ? FormattableString.Invariant($"{failed.Count} of {distribution.Targets.Length} targets failed.") : null,
            reason,
            LikelyCause(distribution),
        ];
        return string.Join(" ", sentences.OfType<string>()) + (failed.Count > 0 ? Rows([.. failed, .. distribution.Targets.Except(failed)]) : "");
    }

    public static string ActionFor(ImageDistributionException error)
    {
        var image = error.Distribution.ImageBuildVersionArn;
        if (error.IsTimeout || error.InnerException is not null)
            return $"Wait-IBImage {image}";
        if (error.Distribution.Status == ImageStatus.Cancelled)
            return $"Resume-IBImage {image}";
        if (error.Distribution.Status != ImageStatus.Failed)
            return "Distribute the source image again.";
        return Accounts(error.Distribution) is { Count: > 0 } accounts
            ? $"Check the role {CrossAccountRole} in account {string.Join(", ", accounts)}, then Resume-IBImage {image}"
            : $"Remove the cause that the message names, then Resume-IBImage {image}";
    }

    private static string Rows(IReadOnlyList<ImageDistributionTarget> targets) =>
        string.Concat(targets.Take(MaxRows).Select(target => $"\n  {target.ToRow()}"))
        + (targets.Count > MaxRows ? FormattableString.Invariant($"\n  and {targets.Count - MaxRows} more: the error's TargetObject has all of them") : "");

    private static string? LikelyCause(ImageDistribution distribution) =>
        Accounts(distribution) is { Count: > 0 } accounts && !accounts.All(account => IsRoleNamed(distribution, account))
            ? $"Likely cause: the role {CrossAccountRole} in account {string.Join(", ", accounts)} is missing "
                + $"or does not trust account {OwnerOf(distribution)}."
            : null;

    // The other accounts that may lack the role.
    private static List<string> Accounts(ImageDistribution distribution)
    {
        if (distribution.Status != ImageStatus.Failed)
            return [];
        var owner = OwnerOf(distribution);
        var known = distribution.RegionFailures;
        var accounts = known.Count > 0
            ? known.Where(failure => failure.ErrorMessage is not { } message || IsAboutRole(message)).Select(failure => failure.TargetAccountId)
            : distribution.Targets.Where(target => target.State == ImageStatus.Failed).Select(target => target.AccountId);
        var others = accounts.OfType<string>().Where(account => account != owner).Distinct().ToList();
        if (known.Count > 0 || others.Count > 0 || distribution.Reason is not { } reason || !Contains(reason, "role"))
            return others;
        var named = Regex.Matches(reason, @"(?<!\d)\d{12}(?!\d)").Cast<Match>().Select(match => match.Value);
        return [.. named.Where(account => account != owner).Distinct()];
    }

    // A session of the role, :assumed-role/…, shows that the role exists.
    private static bool IsAboutRole(string message) => Contains(message, "AssumeRole") || Contains(message, ":role/" + CrossAccountRole);

    private static bool IsRoleNamed(ImageDistribution distribution, string account) =>
        distribution.RegionFailures.Select(failure => failure.ErrorMessage).Append(distribution.Reason)
            .Any(text => text is not null && Contains(text, $"{account}:role/{CrossAccountRole}"));

    private static bool IsInReason(ImageDistribution distribution, string? message) =>
        message is not null && distribution.Reason is { } reason && Contains(reason, message.TrimEnd('.'));

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private static string OwnerOf(ImageDistribution distribution) => Arn.Parse(distribution.ImageBuildVersionArn)?.AccountId ?? "";
}
