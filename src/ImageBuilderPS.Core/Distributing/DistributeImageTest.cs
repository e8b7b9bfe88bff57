using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Distributing;

/// <summary>The checks of a distribution before it is sent.</summary>
/// <param name="request">The request that was checked.</param>
/// <param name="checks">The checks, in the order they were made.</param>
public sealed class DistributeImageTest(DistributeImageRequest request, IReadOnlyList<DistributeImageCheck> checks)
{
    /// <summary>Whether no check failed.</summary>
    public bool Passed => !Checks.Any(check => check.IsFailed);

    /// <summary>The source image.</summary>
    public string? SourceImage { get; } = request.SourceImage;

    /// <summary>The ARN of the distribution configuration.</summary>
    public string? DistributionConfigurationArn { get; } = request.DistributionConfigurationArn;

    /// <summary>The name or ARN of the execution role.</summary>
    public string? ExecutionRole { get; } = request.ExecutionRole;

    /// <summary>The checks, in the order they were made.</summary>
    public DistributeImageCheck[] Checks { get; } = [.. checks];

    /// <summary>The source image, and whether it passed.</summary>
    public override string ToString() => $"{SourceImage} {(Passed ? "passed" : "failed")}";
}
