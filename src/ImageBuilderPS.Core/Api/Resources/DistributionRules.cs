using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>Rules between the entries of a distribution configuration.</summary>
/// <remarks>Source: AWS's API reference, autumn 2026.</remarks>
internal static class DistributionRules
{
    /// <summary>What the service rejects: several entries for one region.</summary>
    /// <param name="distributions">The entries.</param>
    /// <param name="path">The JSON path of the object that holds <c>distributions</c>; empty for a whole request.</param>
    public static IEnumerable<Violation> Violations(Distribution[]? distributions, string path)
    {
        var list = path.Length == 0 ? "distributions" : path + ".distributions";
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < (distributions?.Length ?? 0); i++)
        {
            if (distributions![i]?.Region is not { } region)
                continue;
            if (first.TryGetValue(region, out var earlier))
                yield return Violation.Create<InvalidRequestException>($"{list}[{i}].region", region, $"each region once; {list}[{earlier}] has it already");
            else
                first.Add(region, i);
        }
    }

    /// <summary>What the service accepts but cannot do: encrypt copies in other accounts with a key that is not named by its ARN.</summary>
    /// <param name="distributions">The entries.</param>
    public static IEnumerable<string> Warnings(Distribution[]? distributions)
    {
        for (var i = 0; i < (distributions?.Length ?? 0); i++)
        {
            if (distributions![i]?.AmiDistributionConfiguration is { KmsKeyId: { } key, TargetAccountIds.Length: > 0 }
                && !key.StartsWith("arn:", StringComparison.Ordinal))
            {
                yield return $"distributions[{i}].amiDistributionConfiguration.kmsKeyId: '{key}' names a key of the source account; "
                    + "copies in other accounts need the ARN of a key or an alias.";
            }
        }
    }
}
