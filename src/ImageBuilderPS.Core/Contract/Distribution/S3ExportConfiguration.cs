using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Export of an AMI as a disk image to S3.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class S3ExportConfiguration : ExtensibleShape
{
    /// <summary>The role that may write to the bucket.</summary>
    [ApiRequired, NonEmptyString]
    public string? RoleName { get; set; }

    /// <summary>The format.</summary>
    [ApiRequired, OneOf(typeof(DiskImageFormat))]
    public string? DiskImageFormat { get; set; }

    /// <summary>The bucket.</summary>
    [ApiRequired, NonEmptyString]
    public string? S3Bucket { get; set; }

    /// <summary>The prefix of the object's key.</summary>
    [NonEmptyString]
    public string? S3Prefix { get; set; }

    /// <summary>The place and the format.</summary>
    public override string ToString() => $"s3://{S3Bucket}/{S3Prefix} {DiskImageFormat}".TrimEnd();
}
