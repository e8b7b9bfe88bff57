using ImageBuilderPS.Api;

namespace ImageBuilderPS.Ec2;

/// <summary>An AMI as EC2 describes it.</summary>
/// <param name="ImageId">Its id.</param>
/// <param name="OwnerId">The account that owns it.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state: <c>available</c>.</param>
/// <param name="IsPublic">Whether everybody may launch it.</param>
/// <param name="Tags">Its tags, as far as the caller may see them.</param>
/// <param name="LastLaunchedTime">When it was last launched; null where no launch is recorded.</param>
/// <param name="DeprecationTime">When it is or was deprecated; null without deprecation.</param>
/// <param name="DeregistrationProtection">Its protection: <c>disabled</c>, <c>enabled-with-cooldown</c> or <c>enabled-without-cooldown</c>.</param>
/// <param name="SnapshotIds">The snapshots that it consists of.</param>
public sealed record Ec2Image(
    string ImageId,
    string? OwnerId,
    string? Name,
    string? State,
    bool? IsPublic,
    TagMap Tags,
    DateTimeOffset? LastLaunchedTime,
    DateTimeOffset? DeprecationTime,
    string? DeregistrationProtection,
    IReadOnlyList<string> SnapshotIds)
{
    /// <summary>The <see cref="State"/> of an AMI that can be launched and copied.</summary>
    public const string Available = "available";

    /// <summary>Whether one of its snapshots is encrypted.</summary>
    public bool IsEncrypted { get; init; }
}

/// <summary>Who may launch an AMI beside its owner.</summary>
/// <param name="UserIds">Accounts.</param>
/// <param name="OrganizationArns">Organizations and organizational units.</param>
public sealed record Ec2LaunchPermission(IReadOnlyList<string> UserIds, IReadOnlyList<string> OrganizationArns);

/// <summary>A resource that refers to an AMI.</summary>
/// <param name="ImageId">The AMI's id.</param>
/// <param name="ResourceType">The resource's kind: <c>ec2:Instance</c>.</param>
/// <param name="Arn">The resource's ARN.</param>
public sealed record Ec2ImageReference(string ImageId, string ResourceType, string Arn);

/// <summary>An instance.</summary>
/// <param name="InstanceId">Its id.</param>
/// <param name="State">Its state: <c>running</c>.</param>
/// <param name="Name">Its tag Name; null without one.</param>
public sealed record Ec2Instance(string InstanceId, string? State, string? Name);

/// <summary>A launch template.</summary>
/// <param name="LaunchTemplateId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="DefaultVersion">The number of its default version.</param>
/// <param name="LatestVersion">The number of its newest version.</param>
public sealed record Ec2LaunchTemplate(string LaunchTemplateId, string? Name, long? DefaultVersion, long? LatestVersion);

/// <summary>A version of a launch template.</summary>
/// <param name="LaunchTemplateId">The template's id.</param>
/// <param name="VersionNumber">Its number.</param>
/// <param name="ImageId">The id of its AMI.</param>
public sealed record Ec2LaunchTemplateVersion(string LaunchTemplateId, long VersionNumber, string? ImageId);

/// <summary>A retention rule of the Recycle Bin.</summary>
/// <remarks>Source: Recycle Bin's API reference, GetRule.</remarks>
/// <param name="ResourceType"><see cref="Images"/> or <see cref="Snapshots"/>; other kinds do not matter here.</param>
/// <param name="RetentionDays">How many days it keeps what is deleted.</param>
/// <param name="ResourceTags">The tags of which a resource has to have any; empty for a rule of the whole region.</param>
/// <param name="ExcludedTags">The tags of which a resource must have none.</param>
public sealed record RecycleBinRule(
    string ResourceType,
    int RetentionDays,
    IReadOnlyList<KeyValuePair<string, string?>> ResourceTags,
    IReadOnlyList<KeyValuePair<string, string?>> ExcludedTags)
{
    /// <summary>The kind of rules for AMIs.</summary>
    public const string Images = "EC2_IMAGE";

    /// <summary>The kind of rules for snapshots.</summary>
    public const string Snapshots = "EBS_SNAPSHOT";

    /// <summary>How many days the rules of a kind keep a resource with these tags; 0 where none covers it.</summary>
    /// <param name="rules">All rules of the account and region.</param>
    /// <param name="resourceType">The kind.</param>
    /// <param name="tags">The resource's tags.</param>
    public static int DaysFor(IEnumerable<RecycleBinRule> rules, string resourceType, TagMap tags) => rules
        .Where(rule => rule.ResourceType == resourceType && rule.Covers(tags))
        .Select(rule => rule.RetentionDays)
        .DefaultIfEmpty(0)
        .Max();

    private bool Covers(TagMap tags) =>
        (ResourceTags.Count == 0 || ResourceTags.Any(tag => Matches(tags, tag))) && !ExcludedTags.Any(tag => Matches(tags, tag));

    private static bool Matches(TagMap tags, KeyValuePair<string, string?> tag) =>
        tags.TryGetValue(tag.Key, out var value) && (tag.Value ?? "") == value;
}
