using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>An image resource: what was built, where its outputs are and what state it is in.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class Image : Shape
{
    /// <summary>The image build version's ARN.</summary>
    [ImageBuilderArn]
    public string? Arn { get; set; }

    /// <summary>AMI or container image.</summary>
    [OneOf(typeof(ImageType))]
    public string? Type { get; set; }

    /// <summary>The image's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>The semantic version.</summary>
    [VersionNumber]
    public string? Version { get; set; }

    /// <summary>The operating system's family.</summary>
    [OneOf(typeof(Platform))]
    public string? Platform { get; set; }

    /// <summary>Whether additional metadata was collected.</summary>
    public bool? EnhancedImageMetadataEnabled { get; set; }

    /// <summary>The operating system's version.</summary>
    public string? OsVersion { get; set; }

    /// <summary>The state and its reason.</summary>
    public ImageState? State { get; set; }

    /// <summary>The recipe of an AMI image.</summary>
    public ImageRecipe? ImageRecipe { get; set; }

    /// <summary>The recipe of a container image.</summary>
    public ContainerRecipe? ContainerRecipe { get; set; }

    /// <summary>The pipeline that built it, by name.</summary>
    [ResourceName]
    public string? SourcePipelineName { get; set; }

    /// <summary>The pipeline that built it, by ARN.</summary>
    public string? SourcePipelineArn { get; set; }

    /// <summary>The distribution configuration of its outputs.</summary>
    public DistributionConfiguration? DistributionConfiguration { get; set; }

    /// <summary>When the build completed.</summary>
    public DateTimeOffset? DateCreated { get; set; }

    /// <summary>The output AMIs or container images.</summary>
    public OutputResources? OutputResources { get; set; }

    /// <summary>The image resource's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>How the build was started.</summary>
    [OneOf(typeof(BuildType))]
    public string? BuildType { get; set; }

    /// <summary>Where the image comes from.</summary>
    [OneOf(typeof(ImageSource))]
    public string? ImageSource { get; set; }

    /// <summary>When the image is or was deprecated.</summary>
    [EpochSeconds]
    public DateTimeOffset? DeprecationTime { get; set; }

    /// <summary>The last lifecycle execution that changed it.</summary>
    [LifecycleExecutionId]
    public string? LifecycleExecutionId { get; set; }

    /// <summary>The role that the build or distribution runs as.</summary>
    [RoleNameOrArn]
    public string? ExecutionRole { get; set; }

    /// <summary>Where it logs.</summary>
    public ImageLoggingConfiguration? LoggingConfiguration { get; set; }

    /// <summary>The ARN.</summary>
    public override string ToString() => $"{Arn}";
}

/// <summary>A state and its reason.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ImageState : Shape
{
    /// <summary>The status.</summary>
    [OneOf(typeof(ImageStatus))]
    public string? Status { get; set; }

    /// <summary>The reason; null when there is none.</summary>
    [NonEmptyString]
    public string? Reason { get; set; }

    /// <summary>Where and why the image failed; only for FAILED.</summary>
    public ImageFailureContext? FailureContext { get; set; }

    /// <summary>The status, and the reason if there is one.</summary>
    public override string ToString() => Reason is null ? $"{Status}" : $"{Status}: {Reason}";
}

/// <summary>The outputs of an image.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class OutputResources : Shape
{
    /// <summary>One AMI per region and account.</summary>
    [ListConstraint(0, int.MaxValue)]
    public Ami[]? Amis { get; set; }

    /// <summary>Container images.</summary>
    [ListConstraint(0, int.MaxValue)]
    public Container[]? Containers { get; set; }

    /// <summary>How many outputs there are.</summary>
    public override string ToString() => $"{Amis?.Length ?? 0} AMIs, {Containers?.Length ?? 0} containers";
}

/// <summary>An output AMI of an image.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02; the members from IsPublic on come from EC2, for the lifecycle preview.</remarks>
public sealed class Ami : Shape
{
    private DateTimeOffset? lastLaunchedTime;
    private bool isNoneGiven;
    private bool isNeverGiven;
    private bool? hasNeverLaunched;

    /// <summary>The AMI's region.</summary>
    [NonEmptyString]
    public string? Region { get; set; }

    /// <summary>The AMI's id.</summary>
    [NonEmptyString]
    public string? Image { get; set; }

    /// <summary>The AMI's name.</summary>
    [NonEmptyString]
    public string? Name { get; set; }

    /// <summary>The AMI's description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>The AMI's state.</summary>
    public ImageState? State { get; set; }

    /// <summary>The account that owns it.</summary>
    [NonEmptyString]
    public string? AccountId { get; set; }

    /// <summary>Whether everybody may launch it; null when unknown. EC2 knows, Image Builder does not.</summary>
    [NotInApi]
    public bool? IsPublic { get; set; }

    /// <summary>The accounts that it is shared with; null when unknown. EC2 knows, Image Builder does not.</summary>
    [AccountList, NotInApi]
    public string[]? SharedAccounts { get; set; }

    /// <summary>The AMI's own tags; null when unknown. EC2 knows, Image Builder does not.</summary>
    [TagMap, NotInApi]
    public TagMap? Tags { get; set; }

    /// <summary>
    /// When it was last launched, up to 24 hours late. EC2 knows, Image Builder does not. Setting it to null means that
    /// no launch is recorded; if it is never set, nothing is known. <see cref="HasNeverLaunched"/> distinguishes the two.
    /// </summary>
    [NotInApi]
    public DateTimeOffset? LastLaunchedTime
    {
        get => lastLaunchedTime;
        set => (lastLaunchedTime, isNoneGiven) = (value, value is null);
    }

    /// <summary>
    /// Whether EC2 has no record of a launch: true when it was never launched, false when it was, null when
    /// unknown. A value that is set here overrides a <see cref="LastLaunchedTime"/> of null.
    /// </summary>
    [NotInApi]
    public bool? HasNeverLaunched
    {
        // ConvertTo-Json writes an unknown time as null too: this member, written beside it, keeps it unknown.
        get => lastLaunchedTime is not null ? false
            : isNeverGiven ? hasNeverLaunched
            : isNoneGiven ? true
            : null;
        set => (hasNeverLaunched, isNeverGiven) = (value, true);
    }

    /// <summary>The snapshots behind it; null when unknown. EC2 knows, Image Builder does not.</summary>
    [StringList, NotInApi]
    public string[]? SnapshotIds { get; set; }

    internal Ami Copy() => (Ami)MemberwiseClone();

    /// <summary>Where it is and its id.</summary>
    public override string ToString() => $"{Region} {AccountId} {Image}";
}

/// <summary>Container images in one region.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class Container : Shape
{
    /// <summary>The region.</summary>
    [NonEmptyString]
    public string? Region { get; set; }

    /// <summary>The images' URIs.</summary>
    [StringList]
    public string[]? ImageUris { get; set; }

    /// <summary>The region and the URIs.</summary>
    public override string ToString() => $"{Region} {string.Join(", ", ImageUris ?? [])}".TrimEnd();
}

/// <summary>Where a build or distribution logs.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ImageLoggingConfiguration : Shape
{
    /// <summary>The CloudWatch Logs log group, 1 to 512 characters.</summary>
    [LogGroupName]
    public string? LogGroupName { get; set; }

    /// <summary>The log group.</summary>
    public override string ToString() => $"{LogGroupName}";
}

/// <summary>ARNs, with <c>x</c> as a wildcard, of an image's newest versions.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LatestVersionReferences : Shape
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

/// <summary>States of an image.</summary>
public static class ImageStatus
{
    /// <summary>Not started.</summary>
    public const string Pending = "PENDING";

    /// <summary>Being created.</summary>
    public const string Creating = "CREATING";

    /// <summary>Being built.</summary>
    public const string Building = "BUILDING";

    /// <summary>Being tested.</summary>
    public const string Testing = "TESTING";

    /// <summary>Being distributed.</summary>
    public const string Distributing = "DISTRIBUTING";

    /// <summary>Being integrated.</summary>
    public const string Integrating = "INTEGRATING";

    /// <summary>Complete, and ready for use.</summary>
    public const string Available = "AVAILABLE";

    /// <summary>Cancelled before it was complete.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>Failed with an error.</summary>
    public const string Failed = "FAILED";

    /// <summary>It exists, but is no longer recommended.</summary>
    public const string Deprecated = "DEPRECATED";

    /// <summary>Deleted.</summary>
    public const string Deleted = "DELETED";

    /// <summary>It exists, but cannot be launched.</summary>
    public const string Disabled = "DISABLED";
}

/// <summary>Kinds of images.</summary>
public static class ImageType
{
    /// <summary>An Amazon machine image.</summary>
    public const string Ami = "AMI";

    /// <summary>A container image.</summary>
    public const string Docker = "DOCKER";
}

/// <summary>Where an image comes from.</summary>
public static class ImageSource
{
    /// <summary>Amazon.</summary>
    public const string AmazonManaged = "AMAZON_MANAGED";

    /// <summary>The AWS Marketplace.</summary>
    public const string AwsMarketplace = "AWS_MARKETPLACE";

    /// <summary>An import.</summary>
    public const string Imported = "IMPORTED";

    /// <summary>A build of the account's own.</summary>
    public const string Custom = "CUSTOM";
}

/// <summary>How a build began.</summary>
public static class BuildType
{
    /// <summary>By a person.</summary>
    public const string UserInitiated = "USER_INITIATED";

    /// <summary>By a schedule.</summary>
    public const string Scheduled = "SCHEDULED";

    /// <summary>By an import of a virtual machine.</summary>
    public const string Import = "IMPORT";

    /// <summary>By an import of an ISO file.</summary>
    public const string ImportIso = "IMPORT_ISO";
}

/// <summary>Families of operating systems.</summary>
public static class Platform
{
    /// <summary>Windows.</summary>
    public const string Windows = "Windows";

    /// <summary>Linux.</summary>
    public const string Linux = "Linux";

    /// <summary>macOS.</summary>
    public const string MacOS = "macOS";
}

/// <summary>The owner of listed images.</summary>
public static class Ownership
{
    /// <summary>The caller's own.</summary>
    public const string Self = "Self";

    /// <summary>Shared with the caller.</summary>
    public const string Shared = "Shared";

    /// <summary>Amazon's.</summary>
    public const string Amazon = "Amazon";

    /// <summary>A third party's.</summary>
    public const string ThirdParty = "ThirdParty";

    /// <summary>The AWS Marketplace's.</summary>
    public const string AwsMarketplace = "AWSMarketplace";
}
