using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>A summary of an image build, as a list has it.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ImageSummary : Shape
{
    /// <summary>The build version's ARN.</summary>
    [ImageBuilderArn]
    public string? Arn { get; set; }

    /// <summary>The image's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>AMI or container image.</summary>
    [OneOf(typeof(ImageType))]
    public string? Type { get; set; }

    /// <summary>The semantic version.</summary>
    [VersionNumber]
    public string? Version { get; set; }

    /// <summary>The operating system's family.</summary>
    [OneOf(typeof(Platform))]
    public string? Platform { get; set; }

    /// <summary>The operating system's version.</summary>
    public string? OsVersion { get; set; }

    /// <summary>The state and its reason.</summary>
    public ImageState? State { get; set; }

    /// <summary>The account that owns it.</summary>
    [NonEmptyString]
    public string? Owner { get; set; }

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

    /// <summary>Where it logs.</summary>
    public ImageLoggingConfiguration? LoggingConfiguration { get; set; }

    /// <summary>The ARN.</summary>
    public override string ToString() => $"{Arn}";
}

/// <summary>A version of an image, over all its builds.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ImageVersion : Shape
{
    /// <summary>The version's ARN.</summary>
    [ImageBuilderArn]
    public string? Arn { get; set; }

    /// <summary>The image's name.</summary>
    [ResourceName]
    public string? Name { get; set; }

    /// <summary>AMI or container image.</summary>
    [OneOf(typeof(ImageType))]
    public string? Type { get; set; }

    /// <summary>The semantic version.</summary>
    [VersionNumber]
    public string? Version { get; set; }

    /// <summary>The operating system's family.</summary>
    [OneOf(typeof(Platform))]
    public string? Platform { get; set; }

    /// <summary>The operating system's version.</summary>
    public string? OsVersion { get; set; }

    /// <summary>The account that owns it.</summary>
    [NonEmptyString]
    public string? Owner { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? DateCreated { get; set; }

    /// <summary>How the build was started.</summary>
    [OneOf(typeof(BuildType))]
    public string? BuildType { get; set; }

    /// <summary>Where the image comes from.</summary>
    [OneOf(typeof(ImageSource))]
    public string? ImageSource { get; set; }

    /// <summary>The ARN.</summary>
    public override string ToString() => $"{Arn}";
}
