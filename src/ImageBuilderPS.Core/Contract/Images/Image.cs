using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>An image resource: what was built, where its outputs are and what state it is in.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class Image
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

    /// <summary>Whether more was collected about the image.</summary>
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

    /// <summary>The distribution configuration that it goes out by.</summary>
    public DistributionConfiguration? DistributionConfiguration { get; set; }

    /// <summary>When the build completed.</summary>
    public DateTimeOffset? DateCreated { get; set; }

    /// <summary>The AMIs or container images that came out.</summary>
    public OutputResources? OutputResources { get; set; }

    /// <summary>The image resource's tags.</summary>
    [TagMap]
    public TagMap? Tags { get; set; }

    /// <summary>How the build began.</summary>
    [OneOf(typeof(BuildType))]
    public string? BuildType { get; set; }

    /// <summary>Where the image comes from.</summary>
    [OneOf(typeof(ImageSource))]
    public string? ImageSource { get; set; }

    /// <summary>When the image is or was deprecated.</summary>
    [EpochSeconds]
    public DateTimeOffset? DeprecationTime { get; set; }

    /// <summary>The last lifecycle execution that touched it.</summary>
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
