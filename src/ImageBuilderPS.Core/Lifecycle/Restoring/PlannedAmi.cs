using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Lifecycle.Restoring;

/// <summary>An AMI that is to come back, as it is before.</summary>
/// <param name="id">Its id.</param>
/// <param name="region">Its region.</param>
/// <param name="accountId">The account that owns it; null when unknown.</param>
/// <param name="fact">What was known of it before; null for nothing.</param>
internal sealed class PlannedAmi(string id, string region, string? accountId, AmiFact? fact)
{
    public string Id => id;

    public string Region => region;

    public string? AccountId => accountId;

    public AmiFact? Fact => fact;

    /// <summary>The connection to its account and region; null when there is none.</summary>
    public RestoreSite? Site { get; set; }

    /// <summary>Why nothing could be read of it; null when it was read.</summary>
    public string? Problem { get; set; }

    /// <summary>The AMI as EC2 has it; null for one that EC2 does not have.</summary>
    public Ec2Image? Image { get; set; }

    /// <summary>Its entry in the Recycle Bin; null when it is not there.</summary>
    public RecycledResource? Recycled { get; set; }

    /// <summary>The snapshots of an AMI that EC2 does not have, as the fact says.</summary>
    public IReadOnlyList<PlannedSnapshot> Snapshots { get; set; } = [];

    /// <summary>What the fact has and the AMI does not; null without a fact.</summary>
    public AmiGap? Gap { get; set; }

    public bool IsDisabled => Image?.State == PlanState.Disabled;

    public bool IsAvailable => Image?.State == PlanState.Available;

    /// <summary>Whether an AMI that is in the Recycle Bin lacks a snapshot that is nowhere.</summary>
    public PlannedSnapshot? LostSnapshot => Snapshots.FirstOrDefault(snapshot => snapshot.IsLost);

    /// <summary>Whether EC2 does not have it, and cannot get it back.</summary>
    public bool IsLost => Problem is null && Image is null && (Recycled is null || LostSnapshot is not null);

    /// <summary>Why it cannot come back.</summary>
    public string LossReason => Recycled is null ? "EC2 does not have it, and neither does the Recycle Bin."
        : $"It is in the Recycle Bin, but its snapshot {LostSnapshot!.Id} is gone.";

    /// <summary>Whether it is unknown who lost access when it was disabled. A fact of a disabled AMI does not tell either.</summary>
    public bool HasUnknownSharing => fact is null || fact.IsDisabled || fact.IsGone || fact.SharedAccounts is null;

    /// <summary>Whether the snapshots, the AMI or what it had can come back in EC2, without Image Builder.</summary>
    public bool HasChanges => Problem is null
        && ((Image is null && Recycled is not null && !IsLost) || Snapshots.Any(snapshot => !snapshot.Exists && snapshot.Recycled is not null)
            || (IsAvailable && Gap is { IsEmpty: false }));
}

/// <summary>A snapshot of an AMI that is to come back.</summary>
/// <param name="id">Its id.</param>
/// <param name="tags">The tags that it had; null when unknown.</param>
internal sealed class PlannedSnapshot(string id, TagMap? tags)
{
    public string Id => id;

    public TagMap? Tags => tags;

    public bool Exists { get; set; }

    public RecycledResource? Recycled { get; set; }

    public bool IsLost => !Exists && Recycled is null;
}

/// <summary>EC2's states of an AMI, and texts of plans.</summary>
internal static class PlanState
{
    public const string Available = "available";
    public const string Disabled = "disabled";

    /// <summary>Until when something can be restored: <c> until 2026-06-01 12:00Z</c>; empty when unknown.</summary>
    public static string Until(RecycledResource recycled) =>
        recycled.ExitTime is { } time ? " until " + time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) : "";
}
