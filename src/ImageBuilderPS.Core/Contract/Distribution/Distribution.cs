using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>What goes to one region.</summary>
/// <remarks>Source: the service's published model.</remarks>
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

    /// <summary>Launch templates that take the new AMI, 1 to 100.</summary>
    [ListConstraint(1, 100)]
    public LaunchTemplateConfiguration[]? LaunchTemplateConfigurations { get; set; }

    /// <summary>Export of the AMI as a disk image.</summary>
    public S3ExportConfiguration? S3ExportConfiguration { get; set; }

    /// <summary>Faster launching of Windows AMIs, 1 to 1000.</summary>
    [ListConstraint(1, 1000)]
    public FastLaunchConfiguration[]? FastLaunchConfigurations { get; set; }

    /// <summary>SSM parameters that take the new AMI's id.</summary>
    [ListConstraint(0, int.MaxValue)]
    public SsmParameterConfiguration[]? SsmParameterConfigurations { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path)
    {
        if (AmiDistributionConfiguration is null && ContainerDistributionConfiguration is null && S3ExportConfiguration is null
            && new Array?[] { LicenseConfigurationArns, LaunchTemplateConfigurations, FastLaunchConfigurations, SsmParameterConfigurations }
                .All(list => list is null or { Length: 0 }))
        {
            yield return Violation.Of<InvalidParameterValueException>(
                path, "the region alone", "one or more outputs for it", "amiDistributionConfiguration",
                ServiceMessages.ParameterValue(path, "One or more outputs should be provided for each region."));
        }
    }

    /// <summary>The region.</summary>
    public override string ToString() => $"{Region}";
}
