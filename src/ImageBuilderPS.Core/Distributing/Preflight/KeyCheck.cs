using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>Checks the KMS keys: whether they are found where the copies are made, and whether others can use what they encrypt.</summary>
/// <remarks>The sources are those of <see cref="KmsKeyReference"/>.</remarks>
internal static class KeyCheck
{
    private const string Name = DistributeImageChecks.KmsKey;

    public static void Check(PreflightPlan plan, PreflightSource source, PreflightRows rows)
    {
        var good = new List<string>();
        foreach (var entry in plan.Entries)
        {
            var others = plan.AccountsOf(entry).OfType<string>().ToList();
            if (Check(entry, others, source, rows))
                good.Add(entry.Region!);
        }
        if (good.Count == plan.Entries.Count && plan.Entries.All(entry => entry.AmiDistributionConfiguration?.KmsKeyId is null))
            rows.Pass(Name, "No entry has a KMS key.");
        else
            rows.PassAll(Name, good, "the key can be used, as far as its name tells.");
    }

    private static bool Check(Distribution entry, List<string> others, PreflightSource source, PreflightRows rows)
    {
        var region = entry.Region;
        var isShared = DistributionTargets.IsShared(entry.AmiDistributionConfiguration?.LaunchPermission);
        var isForOthers = isShared || others.Count > 0;
        var who = others.Count > 0 ? $"account {PreflightRows.List(others)}" : "the accounts that it is shared with";
        if (entry.AmiDistributionConfiguration?.KmsKeyId is not { } text)
        {
            if (source.Image is not { IsEncrypted: true } || !isForOthers)
                return true;
            rows.Warn(
                Name,
                $"The snapshots of {source.Image.ImageId} are encrypted and the entry has no kmsKeyId, so that AWS's default key for EBS may encrypt the copy. Then {who} cannot use it.",
                "Set kmsKeyId to the ARN of a key that the other accounts may use.",
                region);
            return false;
        }
        var key = new KmsKeyReference(text);
        if (key.IsOfOtherRegion(region))
        {
            rows.Fail(Name, $"The key {text} is of region {key.Region}.", $"Set kmsKeyId to the ARN of a key of {region}.", region);
        }
        else if (key.IsDefaultOfEbs && isForOthers)
        {
            rows.Fail(
                Name, $"{text} is the key that AWS manages for EBS. No other account can use what it encrypts, so that {who} cannot use the copy.", "Set kmsKeyId to the ARN of a key of your own.", region);
        }
        else if (key.IsBare && others.Count > 0)
        {
            rows.Fail(
                Name, $"'{text}' names a key of the source account only; it is not found in {who}.", "Set kmsKeyId to the ARN of the key or of its alias.", region);
        }
        else if (key.IsBare)
        {
            rows.Warn(Name, $"'{text}' is not an ARN. It is found only in the source account and region {region}.", "Set kmsKeyId to the ARN of the key or of its alias.", region);
        }
        else
        {
            return true;
        }
        return false;
    }
}
