using System.Text.Json.Serialization;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Ec2.Resources;

/// <summary>An AMI.</summary>
internal sealed record Ec2Image
{
    public string ImageId { get; init; } = "";

    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>The account that owns the AMI.</summary>
    public string OwnerId { get; init; } = "";

    /// <summary><c>amazon</c> for an AMI of Amazon; null for the others.</summary>
    public string? OwnerAlias { get; init; }

    public DateTimeOffset CreationDate { get; init; }

    /// <summary>One of <see cref="ImageState"/>.</summary>
    public string State { get; init; } = ImageState.Available;

    public string Architecture { get; init; } = "x86_64";

    /// <summary><c>Linux/UNIX</c>, <c>Windows</c>, and the other names of billing codes.</summary>
    public string PlatformDetails { get; init; } = "Linux/UNIX";

    public string RootDeviceName { get; init; } = "/dev/xvda";

    public BlockDevice[] BlockDevices { get; init; } = [];

    public LaunchPermissions LaunchPermissions { get; init; } = new();

    public TagMap Tags { get; init; } = [];

    /// <summary>When the AMI becomes deprecated; null for an AMI without deprecation.</summary>
    public DateTimeOffset? DeprecationTime { get; init; }

    public DateTimeOffset? LastLaunchedTime { get; init; }

    /// <summary>One of <see cref="DeregistrationProtection"/>.</summary>
    public string Protection { get; init; } = DeregistrationProtection.Disabled;

    /// <summary>The end of the cooldown after the protection was disabled; null without a cooldown.</summary>
    public DateTimeOffset? ProtectedUntil { get; init; }

    public string? SourceImageId { get; init; }

    public string? SourceImageRegion { get; init; }

    [JsonIgnore]
    public bool IsDisabled => State == ImageState.Disabled;

    [JsonIgnore]
    public bool IsWindows => PlatformDetails.StartsWith("Windows", StringComparison.Ordinal);

    /// <summary>The ids of the snapshots that the AMI consists of.</summary>
    [JsonIgnore]
    public IEnumerable<string> SnapshotIds => BlockDevices.Select(device => device.SnapshotId);

    /// <summary>Whether the AMI is deprecated at a time.</summary>
    public bool IsDeprecated(DateTimeOffset now) => DeprecationTime <= now;

    /// <summary>Whether an account may launch the AMI. Memberships of organizations are not known.</summary>
    public bool IsLaunchableBy(string account) => OwnerId == account || LaunchPermissions.IsPublic || LaunchPermissions.UserIds.Contains(account);
}

/// <summary>A volume of an AMI.</summary>
internal sealed record BlockDevice
{
    public string DeviceName { get; init; } = "/dev/xvda";

    public string SnapshotId { get; init; } = "";

    /// <summary>In GiB.</summary>
    public int VolumeSize { get; init; }

    public string VolumeType { get; init; } = "gp3";

    public bool Encrypted { get; init; }
}

/// <summary>Who may launch an AMI beside its owner.</summary>
internal sealed record LaunchPermissions
{
    /// <summary>The group of all accounts.</summary>
    public const string All = "all";

    public string[] UserIds { get; init; } = [];

    public string[] Groups { get; init; } = [];

    public string[] OrganizationArns { get; init; } = [];

    public string[] OrganizationalUnitArns { get; init; } = [];

    [JsonIgnore]
    public bool IsPublic => Groups.Contains(All);

    /// <summary>These permissions after a change. A permission that is both added and removed is removed.</summary>
    public LaunchPermissions Change(LaunchPermissions add, LaunchPermissions remove) => new()
    {
        UserIds = [.. UserIds.Union(add.UserIds).Except(remove.UserIds)],
        Groups = [.. Groups.Union(add.Groups).Except(remove.Groups)],
        OrganizationArns = [.. OrganizationArns.Union(add.OrganizationArns).Except(remove.OrganizationArns)],
        OrganizationalUnitArns = [.. OrganizationalUnitArns.Union(add.OrganizationalUnitArns).Except(remove.OrganizationalUnitArns)],
    };
}

/// <summary>The states of an AMI.</summary>
internal static class ImageState
{
    public const string Available = "available";
    public const string Disabled = "disabled";
    public const string Failed = "failed";
    public const string Pending = "pending";
}

/// <summary>The kinds of deregistration protection.</summary>
internal static class DeregistrationProtection
{
    public const string Disabled = "disabled";
    public const string Enabled = "enabled-without-cooldown";
    public const string EnabledWithCooldown = "enabled-with-cooldown";
}
