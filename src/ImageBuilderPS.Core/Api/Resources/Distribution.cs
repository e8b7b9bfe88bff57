using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Resources;

/// <summary>The outputs for one region.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class Distribution : ExtensibleShape, IMemberRules
{
    /// <summary>The target region, such as <c>eu-west-1</c>.</summary>
    [ApiRequired, NonEmptyString]
    public string? Region { get; set; }

    /// <summary>How the AMI is copied and shared there.</summary>
    public AmiDistributionConfiguration? AmiDistributionConfiguration { get; set; }

    /// <summary>Where a container image goes.</summary>
    public ContainerDistributionConfiguration? ContainerDistributionConfiguration { get; set; }

    /// <summary>License Manager configurations for the AMI, 1 to 50.</summary>
    [LicenseConfigurationArnList]
    public string[]? LicenseConfigurationArns { get; set; }

    /// <summary>Launch templates to update with the new AMI, 1 to 100.</summary>
    [ListConstraint(1, 100)]
    public LaunchTemplateConfiguration[]? LaunchTemplateConfigurations { get; set; }

    /// <summary>Export of the AMI as a disk image.</summary>
    public S3ExportConfiguration? S3ExportConfiguration { get; set; }

    /// <summary>Faster launching of Windows AMIs, 1 to 1000.</summary>
    [ListConstraint(1, 1000)]
    public FastLaunchConfiguration[]? FastLaunchConfigurations { get; set; }

    /// <summary>SSM parameters to update with the new AMI's id.</summary>
    [ListConstraint(0, int.MaxValue)]
    public SsmParameterConfiguration[]? SsmParameterConfigurations { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path)
    {
        if (AmiDistributionConfiguration is null && ContainerDistributionConfiguration is null && S3ExportConfiguration is null
            && new Array?[] { LicenseConfigurationArns, LaunchTemplateConfigurations, FastLaunchConfigurations, SsmParameterConfigurations }
                .All(list => list is null or { Length: 0 }))
        {
            yield return Violation.Create<InvalidParameterValueException>(
                path, "the region alone", "one or more outputs for it", "amiDistributionConfiguration",
                ServiceMessages.ParameterValue(path, "One or more outputs should be provided for each region."));
        }
    }

    /// <summary>The region.</summary>
    public override string ToString() => $"{Region}";
}

/// <summary>How an AMI is copied to one region and who may launch it.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class AmiDistributionConfiguration : ExtensibleShape
{
    /// <summary>The template of the AMI's name, 3 to 127 characters, which holds <c>{{ imagebuilder:buildDate }}</c>. By default the service creates a name.</summary>
    [AmiNameString]
    public string? Name { get; set; }

    /// <summary>The AMI's description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Accounts that get their own copy, 1 to 1536.</summary>
    [AccountList]
    public string[]? TargetAccountIds { get; set; }

    /// <summary>Tags for the AMI.</summary>
    [TagMap]
    public TagMap? AmiTags { get; set; }

    /// <summary>The ARN of the KMS key that encrypts the copy, or of an alias; anything shorter names a key of the source account.</summary>
    [NonEmptyString]
    public string? KmsKeyId { get; set; }

    /// <summary>Who may launch the AMI.</summary>
    public LaunchPermissionConfiguration? LaunchPermission { get; set; }

    /// <summary>The name of the AMIs.</summary>
    public override string ToString() => $"{Name}";
}

/// <summary>Who may launch an AMI.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LaunchPermissionConfiguration : ExtensibleShape
{
    /// <summary>Accounts, 1 to 1536.</summary>
    [AccountList]
    public string[]? UserIds { get; set; }

    /// <summary>Groups; <c>all</c> makes the AMI public.</summary>
    [StringList]
    public string[]? UserGroups { get; set; }

    /// <summary>Organizations, 1 to 25.</summary>
    [OrganizationArnList]
    public string[]? OrganizationArns { get; set; }

    /// <summary>Organizational units, 1 to 25.</summary>
    [OrganizationalUnitArnList]
    public string[]? OrganizationalUnitArns { get; set; }

    /// <summary>Who may launch, one after the other.</summary>
    public override string ToString() => string.Join(", ", new[] { UserIds, UserGroups, OrganizationArns, OrganizationalUnitArns }.SelectMany(list => list ?? []));
}

/// <summary>Where a container image goes in one region.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class ContainerDistributionConfiguration : ExtensibleShape
{
    /// <summary>The description.</summary>
    [NonEmptyString]
    public string? Description { get; set; }

    /// <summary>Tags of the container image.</summary>
    [StringList]
    public string[]? ContainerTags { get; set; }

    /// <summary>The repository.</summary>
    [ApiRequired]
    public TargetContainerRepository? TargetRepository { get; set; }

    /// <summary>The repository.</summary>
    public override string ToString() => $"{TargetRepository}";
}

/// <summary>A container repository.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class TargetContainerRepository : ExtensibleShape
{
    /// <summary>The service that holds it.</summary>
    [ApiRequired, OneOf(typeof(ContainerRepositoryService))]
    public string? Service { get; set; }

    /// <summary>Its name.</summary>
    [ApiRequired, NonEmptyString]
    public string? RepositoryName { get; set; }

    /// <summary>The repository's name.</summary>
    public override string ToString() => $"{RepositoryName}";
}

/// <summary>A launch template to update with the new AMI.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class LaunchTemplateConfiguration : ExtensibleShape
{
    /// <summary>The template.</summary>
    [ApiRequired, LaunchTemplateId]
    public string? LaunchTemplateId { get; set; }

    /// <summary>The account that owns it.</summary>
    [AccountId]
    public string? AccountId { get; set; }

    /// <summary>Whether the new version becomes the default one.</summary>
    public bool? SetDefaultVersion { get; set; }

    /// <summary>The template and the account.</summary>
    public override string ToString() => $"{LaunchTemplateId} {AccountId}".TrimEnd();
}

/// <summary>An SSM parameter to update with the new AMI's id.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class SsmParameterConfiguration : ExtensibleShape
{
    /// <summary>The account whose AMI is meant.</summary>
    [AccountId]
    public string? AmiAccountId { get; set; }

    /// <summary>The parameter.</summary>
    [ApiRequired, SsmParameterName]
    public string? ParameterName { get; set; }

    /// <summary>The parameter's data type.</summary>
    [OneOf(typeof(SsmParameterDataType))]
    public string? DataType { get; set; }

    /// <summary>The name.</summary>
    public override string ToString() => $"{ParameterName}";
}

/// <summary>Faster launching of a Windows AMI.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class FastLaunchConfiguration : ExtensibleShape
{
    /// <summary>Whether it is on.</summary>
    [ApiRequired]
    public bool? Enabled { get; set; }

    /// <summary>The snapshots that are kept ready.</summary>
    public FastLaunchSnapshotConfiguration? SnapshotConfiguration { get; set; }

    /// <summary>The most instances launched at once to make snapshots.</summary>
    [ApiRange(1, int.MaxValue)]
    public int? MaxParallelLaunches { get; set; }

    /// <summary>The template they launch from.</summary>
    public FastLaunchLaunchTemplateSpecification? LaunchTemplate { get; set; }

    /// <summary>The account that owns the AMI.</summary>
    [AccountId]
    public string? AccountId { get; set; }

    /// <summary>Whether it is on, and for which account.</summary>
    public override string ToString() => $"{(Enabled == true ? "enabled" : "disabled")} {AccountId}".TrimEnd();
}

/// <summary>Snapshots that are kept ready for faster launching.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class FastLaunchSnapshotConfiguration : ExtensibleShape
{
    /// <summary>How many, 1 to 10000.</summary>
    [ApiRange(1, 10000)]
    public int? TargetResourceCount { get; set; }

    /// <summary>How many snapshots.</summary>
    public override string ToString() => $"{TargetResourceCount} snapshots";
}

/// <summary>The launch template of faster launching.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
public sealed class FastLaunchLaunchTemplateSpecification : ExtensibleShape
{
    /// <summary>By id.</summary>
    [LaunchTemplateId]
    public string? LaunchTemplateId { get; set; }

    /// <summary>By name.</summary>
    [NonEmptyString]
    public string? LaunchTemplateName { get; set; }

    /// <summary>Its version.</summary>
    [NonEmptyString]
    public string? LaunchTemplateVersion { get; set; }

    /// <summary>The template and its version.</summary>
    public override string ToString() => $"{LaunchTemplateId ?? LaunchTemplateName} {LaunchTemplateVersion}".TrimEnd();
}

/// <summary>Export of an AMI as a disk image to S3.</summary>
/// <remarks>Source: API model imagebuilder-2019-12-02.</remarks>
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

/// <summary>Services that hold container repositories.</summary>
public static class ContainerRepositoryService
{
    /// <summary>Amazon ECR.</summary>
    public const string Ecr = "ECR";
}

/// <summary>Data types of SSM parameters.</summary>
public static class SsmParameterDataType
{
    /// <summary>Plain text.</summary>
    public const string Text = "text";

    /// <summary>An AMI id that SSM checks.</summary>
    public const string AwsEc2Image = "aws:ec2:image";
}

/// <summary>Formats of exported disk images.</summary>
public static class DiskImageFormat
{
    /// <summary>VMware.</summary>
    public const string Vmdk = "VMDK";

    /// <summary>Raw blocks.</summary>
    public const string Raw = "RAW";

    /// <summary>Hyper-V.</summary>
    public const string Vhd = "VHD";
}
