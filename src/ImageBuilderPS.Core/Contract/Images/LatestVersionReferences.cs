using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>ARNs, with <c>x</c> for the newest, that lead to an image's newest versions.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LatestVersionReferences
{
    /// <summary>The newest version of all.</summary>
    [ImageBuilderArn]
    public string? LatestVersionArn { get; set; }

    /// <summary>The newest of the same major version.</summary>
    [ImageBuilderArn]
    public string? LatestMajorVersionArn { get; set; }

    /// <summary>The newest of the same minor version.</summary>
    [ImageBuilderArn]
    public string? LatestMinorVersionArn { get; set; }

    /// <summary>The newest of the same patch version.</summary>
    [ImageBuilderArn]
    public string? LatestPatchVersionArn { get; set; }

    /// <summary>The ARN of the latest version.</summary>
    public override string ToString() => $"{LatestVersionArn}";
}
