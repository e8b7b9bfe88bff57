using ImageBuilderPS.Api.Operations;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>What was found about a distribution before it is sent.</summary>
public sealed class DistributeImageTest
{
    internal DistributeImageTest(DistributeImageRequest request, IEnumerable<DistributeImageCheck> checks)
    {
        (SourceImage, DistributionConfigurationArn, ExecutionRole) = (request.SourceImage, request.DistributionConfigurationArn, request.ExecutionRole);
        Checks = [.. checks];
    }

    /// <summary>Whether nothing was found that makes it fail. What is unknown, and warnings, do not count.</summary>
    public bool Passed => Failed == 0;

    /// <summary>The source image.</summary>
    public string? SourceImage { get; }

    /// <summary>The ARN of the distribution configuration.</summary>
    public string? DistributionConfigurationArn { get; }

    /// <summary>The name or ARN of the execution role.</summary>
    public string? ExecutionRole { get; }

    /// <summary>How many checks failed.</summary>
    public int Failed => Count(DistributeImageCheckResult.Failed);

    /// <summary>How many checks have a warning.</summary>
    public int Warnings => Count(DistributeImageCheckResult.Warning);

    /// <summary>How many checks could not be made.</summary>
    public int Unknown => Count(DistributeImageCheckResult.Unknown);

    /// <summary>The findings, in the order of <see cref="DistributeImageChecks.All"/>.</summary>
    public DistributeImageCheck[] Checks { get; }

    /// <summary>The verdict in words: <c>failed (2 failed, 1 unknown)</c>.</summary>
    public string Verdict
    {
        get
        {
            var counts = new[] { (Failed, "failed"), (Warnings, Warnings == 1 ? "warning" : "warnings"), (Unknown, "unknown") }
                .Where(count => count.Item1 > 0)
                .Select(count => $"{count.Item1} {count.Item2}");
            var text = string.Join(", ", counts);
            return (Passed ? "passed" : "failed") + (text.Length == 0 ? "" : $" ({text})");
        }
    }

    /// <summary>The source image and the verdict.</summary>
    public override string ToString() => $"{SourceImage} {Verdict}";

    private int Count(string result) => Checks.Count(check => check.Result == result);
}
