using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Faster launching of a Windows AMI.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class FastLaunchConfiguration : ExtensibleShape
{
    /// <summary>Whether it is on.</summary>
    [ApiRequired]
    public bool? Enabled { get; set; }

    /// <summary>The snapshots that are kept ready.</summary>
    public FastLaunchSnapshotConfiguration? SnapshotConfiguration { get; set; }

    /// <summary>The most instances launched at once to make snapshots.</summary>
    [ApiRange(1, int.MaxValue)]
    public int? MaxParallelLaunches { get; set; }

    /// <summary>The template they launch from.</summary>
    public FastLaunchLaunchTemplateSpecification? LaunchTemplate { get; set; }

    /// <summary>The account that owns the AMI.</summary>
    [AccountId]
    public string? AccountId { get; set; }

    /// <summary>Whether it is on, and for which account.</summary>
    public override string ToString() => $"{(Enabled == true ? "enabled" : "disabled")} {AccountId}".TrimEnd();
}
