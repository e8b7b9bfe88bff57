using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Where a build or distribution logs.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class ImageLoggingConfiguration
{
    /// <summary>The CloudWatch Logs log group, 1 to 512 characters.</summary>
    [LogGroupName]
    public string? LogGroupName { get; set; }

    /// <summary>The log group.</summary>
    public override string ToString() => $"{LogGroupName}";
}
