namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>A service, a region and an account, as the ARNs that begin alike name them; null where they name none.</summary>
internal sealed class ResourceScope(string? arnPrefix)
{
    private const int ServicePart = 2;
    private const int RegionPart = 3;
    internal const int AccountPart = 4;

    public string? Service => Part(arnPrefix, ServicePart);

    public string? Region { get; } = Part(arnPrefix, RegionPart);

    public string? AccountId { get; } = Part(arnPrefix, AccountPart);

    public bool IsOf(string arn) => arnPrefix is not null && arn.StartsWith(arnPrefix, StringComparison.Ordinal);

    private static string? Part(string? arn, int index) =>
        arn?.Split(':') is { } parts && parts.Length > index && parts[index].Length > 0 ? parts[index] : null;
}
