using System.Text.Json.Serialization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Ec2;

/// <summary>What EC2 knows of an AMI, at the time of the read. A member that is null is unknown; <see cref="Problems"/> says why.</summary>
/// <remarks>Source: EC2's API reference, Image, LaunchPermission, Snapshot and DescribeImageReferences.</remarks>
public sealed class AmiFact : Shape
{
    /// <summary>The <see cref="State"/> of an AMI that EC2 does not have any more.</summary>
    public const string Deregistered = "deregistered";

    /// <summary>The <see cref="DeregistrationProtection"/> of an AMI without protection.</summary>
    internal const string Unprotected = "disabled";

    private const string DisabledState = "disabled";

    /// <summary>The AMI's id.</summary>
    public string? AmiId { get; set; }

    /// <summary>The AMI's region.</summary>
    public string? Region { get; set; }

    /// <summary>The account that owns the AMI.</summary>
    public string? AccountId { get; set; }

    /// <summary>The ARN of the image that the AMI is an output of; null for an AMI that was named by its id.</summary>
    public string? ImageArn { get; set; }

    /// <summary>The AMI's name.</summary>
    public string? Name { get; set; }

    /// <summary>When the facts were read.</summary>
    public DateTimeOffset ReadAt { get; set; }

    /// <summary>EC2's state, such as <c>available</c> or <c>disabled</c>; <see cref="Deregistered"/> where EC2 has no such AMI.</summary>
    public string? State { get; set; }

    /// <summary>Whether everybody may launch it.</summary>
    public bool? IsPublic { get; set; }

    /// <summary>The ids of the accounts that it is shared with; empty for none.</summary>
    public string[]? SharedAccounts { get; set; }

    /// <summary>The ARNs of the organizations and organizational units that it is shared with; empty for none.</summary>
    public string[]? SharedOrganizations { get; set; }

    /// <summary>The AMI's own tags; empty for none.</summary>
    public TagMap? Tags { get; set; }

    /// <summary>When it was last launched, up to 24 hours late; null where no launch is recorded, and where that is unknown.</summary>
    public DateTimeOffset? LastLaunchedTime { get; set; }

    /// <summary>Whether EC2 has no record of a launch; null when that is unknown.</summary>
    public bool? HasNeverLaunched { get; set; }

    /// <summary>When it is or was deprecated; null without deprecation.</summary>
    public DateTimeOffset? DeprecationTime { get; set; }

    /// <summary>EC2's word for the protection from being deregistered: <c>disabled</c>, <c>enabled-with-cooldown</c> or <c>enabled-without-cooldown</c>.</summary>
    public string? DeregistrationProtection { get; set; }

    /// <summary>The snapshots behind it.</summary>
    public AmiSnapshot[]? Snapshots { get; set; }

    /// <summary>What refers to it in its account and region; empty for nothing.</summary>
    public AmiReference[]? InUseBy { get; set; }

    /// <summary>
    /// Whether the account has the role that lifecycle runs need there, <c>Ec2ImageBuilderCrossAccountLifecycleAccess</c>;
    /// null when unknown, and for AMIs of the caller's own account, which need no role.
    /// </summary>
    public bool? HasLifecycleRole { get; set; }

    /// <summary>Whether another account than the caller's owns it.</summary>
    public bool IsOfOtherAccount { get; set; }

    /// <summary>How many days the Recycle Bin keeps it when it is deregistered; 0 without a rule that covers it.</summary>
    public int? RecycleBinDays { get; set; }

    /// <summary>What could not be read, and why; null when everything was read.</summary>
    public AmiFactProblem[]? Problems { get; set; }

    /// <summary>Whether EC2 does not have the AMI any more.</summary>
    [JsonIgnore]
    public bool IsGone => State == Deregistered;

    /// <summary>Whether it is disabled: nobody can launch it, and it is private.</summary>
    [JsonIgnore]
    public bool IsDisabled => State == DisabledState;

    /// <summary>Whether it is protected from being deregistered; null when unknown.</summary>
    [JsonIgnore]
    public bool? IsProtected => DeregistrationProtection is null ? null : DeregistrationProtection != Unprotected;

    /// <summary>The same facts with another time of the read.</summary>
    internal AmiFact WithReadAt(DateTimeOffset readAt)
    {
        var copy = (AmiFact)MemberwiseClone();
        copy.ReadAt = readAt;
        return copy;
    }

    /// <summary>The AMI's id and its region.</summary>
    public override string ToString() => $"{AmiId} {Region}";
}

/// <summary>A snapshot behind an AMI.</summary>
/// <remarks>Source: EC2's API reference, Snapshot.</remarks>
public sealed class AmiSnapshot : Shape
{
    /// <summary>What EBS calls a GB.</summary>
    internal const long BytesPerGiB = 1L << 30;

    /// <summary>The snapshot's id.</summary>
    public string? SnapshotId { get; set; }

    /// <summary>The size of the volume in GiB.</summary>
    public int? VolumeSize { get; set; }

    /// <summary>The size of all blocks in bytes, of which the snapshot stores only those that changed.</summary>
    public long? FullSnapshotSizeInBytes { get; set; }

    /// <summary><c>standard</c> or <c>archive</c>.</summary>
    public string? StorageTier { get; set; }

    /// <summary>The snapshot's own tags; empty for none.</summary>
    public TagMap? Tags { get; set; }

    /// <summary>The AMIs of its account and region that consist of it, this one included.</summary>
    public string[]? AmiIds { get; set; }

    /// <summary>How many days the Recycle Bin keeps it when it is deleted; 0 without a rule that covers it.</summary>
    public int? RecycleBinDays { get; set; }

    /// <summary>The most bytes that it can store: its full size, or the volume's where EC2 has not computed it.</summary>
    [JsonIgnore]
    public long? MaxBytes => FullSnapshotSizeInBytes ?? VolumeSize * BytesPerGiB;

    /// <summary>The id.</summary>
    public override string ToString() => $"{SnapshotId}";
}

/// <summary>A resource that refers to an AMI.</summary>
/// <remarks>Source: EC2's API reference, ImageReference.</remarks>
public sealed class AmiReference : Shape
{
    /// <summary>EC2's word for the kind: <c>ec2:Instance</c>, <c>ec2:LaunchTemplate</c>, <c>ssm:Parameter</c>, <c>imagebuilder:ImageRecipe</c> or <c>imagebuilder:ContainerRecipe</c>.</summary>
    public string? ResourceType { get; set; }

    /// <summary>The resource's ARN.</summary>
    public string? Arn { get; set; }

    /// <summary>The resource's name, or the instance's tag Name; null without one.</summary>
    public string? Name { get; set; }

    /// <summary>The instance's state; null for others, and when it could not be read.</summary>
    public string? State { get; set; }

    /// <summary>The launch template's versions that refer to the AMI; null for others, and when they could not be read.</summary>
    public long[]? Versions { get; set; }

    /// <summary>The launch template's default version.</summary>
    public long? DefaultVersion { get; set; }

    /// <summary>The launch template's newest version.</summary>
    public long? LatestVersion { get; set; }

    /// <summary>One line: <c>launch template lt-0a1 web v7 ($Default, $Latest)</c>.</summary>
    public override string ToString()
    {
        var (kind, id) = Kind();
        var name = Name is null || Name == id ? "" : " " + Name;
        var detail = State is not null ? $" ({State})" : Versions is null ? "" : " " + string.Join(", ", Versions.Select(VersionText));
        return $"{kind}{id}{name}{detail}";
    }

    private string VersionText(long version)
    {
        var marks = new[] { version == DefaultVersion ? "$Default" : null, version == LatestVersion ? "$Latest" : null }.Where(mark => mark is not null).ToList();
        return marks.Count == 0 ? $"v{version}" : $"v{version} ({string.Join(", ", marks)})";
    }

    private (string Kind, string? Id) Kind()
    {
        var resource = Api.Arn.Parse(Arn)?.Resource ?? Arn;
        return ResourceType switch
        {
            "ec2:Instance" => ("instance ", After(resource, "instance/")),
            "ec2:LaunchTemplate" => ("launch template ", After(resource, "launch-template/")),
            "ssm:Parameter" => ("ssm:", After(resource, "parameter")),
            "imagebuilder:ImageRecipe" => ("image recipe ", After(resource, "image-recipe/")),
            "imagebuilder:ContainerRecipe" => ("container recipe ", After(resource, "container-recipe/")),
            _ => (ResourceType is null ? "" : ResourceType + " ", resource),
        };
    }

    private static string? After(string? resource, string prefix) =>
        resource?.StartsWith(prefix, StringComparison.Ordinal) == true ? resource.Substring(prefix.Length) : resource;
}

/// <summary>Something about an AMI that could not be read.</summary>
public sealed class AmiFactProblem : Shape
{
    /// <summary>The <see cref="ErrorCode"/> where no role was named for another account.</summary>
    public const string NoRoleName = nameof(NoRoleName);

    /// <summary>The permission that the read needs: <c>ec2:DescribeImageReferences</c>.</summary>
    public string? Permission { get; set; }

    /// <summary>The error's name: <c>UnauthorizedOperation</c>.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>What happened.</summary>
    public string? Message { get; set; }

    internal static AmiFactProblem From(string? permission, ImageBuilderException error) =>
        new() { Permission = permission, ErrorCode = error.ErrorCode, Message = error.Message };

    internal static AmiFactProblem From(ConnectionException error) =>
        new() { ErrorCode = error.Kind.ToString(), Message = $"{error.Message} {error.Action}" };

    /// <summary>One line: the permission and what happened.</summary>
    public override string ToString() => Permission is null ? $"{Message}" : $"{Permission}: {Message}";
}
