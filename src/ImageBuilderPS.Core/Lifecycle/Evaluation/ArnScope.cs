using ImageBuilderPS.Api;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>The region and the account that many ARNs share; null where the ARNs have none.</summary>
/// <param name="arnPrefix">What the ARNs begin with, up to the colon after the account; null for no ARN.</param>
internal sealed class ArnScope(string? arnPrefix)
{
    private readonly Arn? arn = Arn.Parse(arnPrefix);

    public string? Region => arn?.Region;

    public string? AccountId => arn?.AccountId;

    public bool Contains(string arn) => arnPrefix is not null && arn.StartsWith(arnPrefix, StringComparison.Ordinal);
}
