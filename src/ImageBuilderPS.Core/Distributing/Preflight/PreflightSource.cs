using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Distributing.Preflight;

/// <summary>What is known of the source of a distribution.</summary>
/// <param name="Image">Its AMI as EC2 describes it; null when unknown.</param>
internal sealed record PreflightSource(Ec2Image? Image)
{
    public static readonly PreflightSource Unknown = new((Ec2Image?)null);

    /// <summary>How many snapshots each copy makes.</summary>
    public int Snapshots => Math.Max(1, Image?.SnapshotIds.Count ?? 1);
}
