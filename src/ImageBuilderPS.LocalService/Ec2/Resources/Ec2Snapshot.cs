using System.Text.Json.Serialization;
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

    /// <summary><c>pending</c> or <c>completed</c>.</summary>
    public string State { get; init; } = SnapshotStatus.Completed;

    public DateTimeOffset StartTime { get; init; }

    /// <summary>When it was completed; null where that is not known, and while it is pending.</summary>
    public DateTimeOffset? CompletionTime { get; init; }

    /// <summary>Who may make volumes from it, and copy it, beside its owner.</summary>
    public LaunchPermissions CreateVolumePermissions { get; init; } = new();

    /// <summary>In GiB.</summary>
    public int VolumeSize { get; init; }

    /// <summary>The size of all blocks, of which the snapshot stores only those that changed; null where EC2 has not computed it.</summary>
    public long? FullSnapshotSizeInBytes { get; init; }

    /// <summary><c>standard</c> or <c>archive</c>.</summary>
    public string StorageTier { get; init; } = "standard";

    public bool Encrypted { get; init; }

    public string? KmsKeyId { get; init; }

    public TagMap Tags { get; init; } = [];

    [JsonIgnore]
    public bool IsPending => State == SnapshotStatus.Pending;

    /// <summary>Whether an account may read the snapshot.</summary>
    public bool IsReadableBy(string account) =>
        OwnerId == account || CreateVolumePermissions.IsPublic || CreateVolumePermissions.UserIds.Contains(account);
}

/// <summary>The states of a snapshot.</summary>
internal static class SnapshotStatus
{
    public const string Completed = "completed";
    public const string Pending = "pending";
}
