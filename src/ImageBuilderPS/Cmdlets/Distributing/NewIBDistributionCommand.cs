using System.Management.Automation;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Binding;
using ImageBuilderPS.Cmdlets.Base;
using ImageBuilderPS.Completion;

namespace ImageBuilderPS.Cmdlets.Distributing;

/// <summary>Makes the entries of a distribution configuration, one per region. Calls no service.</summary>
[Cmdlet(VerbsCommon.New, "IBDistribution", HelpUri = HelpPages.Folder + "New-IBDistribution.md")]
[OutputType(typeof(Distribution))]
public sealed class NewIBDistributionCommand : PSCmdlet
{
    /// <summary>The target regions; each gets an entry with the same settings.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [ValidateMember(typeof(Distribution), nameof(Distribution.Region))]
    public string[]? Region { get; set; }

    /// <summary>The template of the AMI's name, 3 to 127 characters, which holds <c>{{ imagebuilder:buildDate }}</c>.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateMember(typeof(AmiDistributionConfiguration), nameof(AmiDistributionConfiguration.Name))]
    public string? Name { get; set; }

    /// <summary>The AMI's description.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateMember(typeof(AmiDistributionConfiguration), nameof(AmiDistributionConfiguration.Description))]
    public string? Description { get; set; }

    /// <summary>Accounts that get their own copy, 1 to 1536.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("TargetAccountIds")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateMember(typeof(AmiDistributionConfiguration), nameof(AmiDistributionConfiguration.TargetAccountIds))]
    public string[]? TargetAccountId { get; set; }

    /// <summary>Tags for the AMI.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AmiTags")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("amiTags", typeof(TagMap))]
    [ValidateMember(typeof(AmiDistributionConfiguration), nameof(AmiDistributionConfiguration.AmiTags))]
    public TagMap? AmiTag { get; set; }

    /// <summary>The KMS key that encrypts the copy.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateMember(typeof(AmiDistributionConfiguration), nameof(AmiDistributionConfiguration.KmsKeyId))]
    public string? KmsKeyId { get; set; }

    /// <summary>Who may launch the AMI: <c>userIds</c>, <c>userGroups</c>, <c>organizationArns</c>, <c>organizationalUnitArns</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("launchPermission", typeof(LaunchPermissionConfiguration))]
    public LaunchPermissionConfiguration? LaunchPermission { get; set; }

    /// <summary>License Manager configurations for the AMI, 1 to 50.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("LicenseConfigurationArns")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ValidateMember(typeof(Distribution), nameof(Distribution.LicenseConfigurationArns))]
    public string[]? LicenseConfigurationArn { get; set; }

    /// <summary>Launch templates that take the new AMI, 1 to 100.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("LaunchTemplateConfigurations")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("launchTemplateConfigurations", typeof(LaunchTemplateConfiguration[]))]
    [ValidateMember(typeof(Distribution), nameof(Distribution.LaunchTemplateConfigurations))]
    public LaunchTemplateConfiguration[]? LaunchTemplateConfiguration { get; set; }

    /// <summary>SSM parameters that take the new AMI's id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SsmParameterConfigurations")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("ssmParameterConfigurations", typeof(SsmParameterConfiguration[]))]
    [ValidateMember(typeof(Distribution), nameof(Distribution.SsmParameterConfigurations))]
    public SsmParameterConfiguration[]? SsmParameterConfiguration { get; set; }

    /// <summary>Faster launching of Windows AMIs, 1 to 1000.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("FastLaunchConfigurations")]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("fastLaunchConfigurations", typeof(FastLaunchConfiguration[]))]
    [ValidateMember(typeof(Distribution), nameof(Distribution.FastLaunchConfigurations))]
    public FastLaunchConfiguration[]? FastLaunchConfiguration { get; set; }

    /// <summary>Export of the AMI as a disk image.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NoFileCompleter))]
    [ContractArgument("s3ExportConfiguration", typeof(S3ExportConfiguration))]
    public S3ExportConfiguration? S3ExportConfiguration { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var region in Region!)
        {
            WriteObject(new Distribution
            {
                Region = region,
                AmiDistributionConfiguration = new()
                {
                    Name = Name,
                    Description = Description,
                    TargetAccountIds = TargetAccountId,
                    AmiTags = AmiTag,
                    KmsKeyId = KmsKeyId,
                    LaunchPermission = LaunchPermission,
                },
                LicenseConfigurationArns = LicenseConfigurationArn,
                LaunchTemplateConfigurations = LaunchTemplateConfiguration,
                SsmParameterConfigurations = SsmParameterConfiguration,
                FastLaunchConfigurations = FastLaunchConfiguration,
                S3ExportConfiguration = S3ExportConfiguration,
            });
        }
    }
}
