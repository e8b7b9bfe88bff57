using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Ec2.Resources;

/// <summary>An EBS snapshot.</summary>
internal sealed record Ec2Snapshot
{
    public string SnapshotId { get; init; } = "";

    /// <summary>The account that owns the snapshot.</summary>
    public string OwnerId { get; init; } = "";

    /// <summary><c>amazon</c> for a snapshot of Amazon; null for the others.</summary>
    public string? OwnerAlias { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset StartTime { get; init; }

    /// <summary>In GiB.</summary>
    public int VolumeSize { get; init; }

    /// <summary>The size of all blocks, of which the snapshot stores only those that changed; null where EC2 has not computed it.</summary>
    public long? FullSnapshotSizeInBytes { get; init; }

    /// <summary><c>standard</c> or <c>archive</c>.</summary>
    public string StorageTier { get; init; } = "standard";

    public bool Encrypted { get; init; }

    public string? KmsKeyId { get; init; }

    public TagMap Tags { get; init; } = [];
}
