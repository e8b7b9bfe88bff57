namespace ImageBuilderPS.Proofs.Values;

/// <summary>
/// The contract's constraints a second time, by hand: each shape of AWS's model by its name, and where the two API pages say
/// otherwise, as they say (client tokens, tag keys and the least number of tags).
/// </summary>
internal static class Restatement
{
    private const int Any = int.MaxValue;
    private const string Arns = "arn:aws:imagebuilder:us-east-1:123456789012:";
    private static readonly TextShape NonEmptyString = new(1, 1024, null, "text", "a", "ein Wört");
    private static readonly TextShape AccountId = new(0, Any, Matchers.AccountId, "123456789012");
    private static readonly TextShape TagKey = new(1, 128, Matchers.TagKey, "Team", "a.b:c/d", "key=1;<", "xaws:");
    private static readonly ListShape Structures = new(0, Any);

    /// <summary>The shapes by their names.</summary>
    public static IReadOnlyDictionary<string, RestatedShape> Shapes { get; } = new Dictionary<string, RestatedShape>
    {
        ["AccountId"] = AccountId,
        ["AccountList"] = new ListShape(1, 1536, AccountId),
        ["AmiList"] = Structures,
        ["AmiNameString"] = new TextShape(1, 127, Matchers.AmiName, "web {{ imagebuilder:buildDate }}", "{{imagebuilder:buildDate}}", "a{{\timagebuilder:buildDate }}-1.0"),
        ["BuildType"] = new EnumShape("USER_INITIATED", "SCHEDULED", "IMPORT", "IMPORT_ISO"),
        ["ClientToken"] = new TextShape(1, 36, null, "7f1c2a34-1a2b-4c3d-8e4f-5a6b7c8d9e0f", "t"),
        ["ContainerList"] = Structures,
        ["ContainerRepositoryService"] = new EnumShape("ECR"),
        ["DiskImageFormat"] = new EnumShape("VMDK", "RAW", "VHD"),
        ["DistributionConfigurationArn"] = new TextShape(0, Any, Matchers.DistributionConfigurationArn, Arns + "distribution-configuration/my-config", "arn:aws-cn:imagebuilder:cn-north-1:aws:distribution-configuration/a_1"),
        ["DistributionConfigurationSummaryList"] = Structures,
        ["DistributionList"] = Structures,
        ["DistributionTimeoutMinutes"] = new NumberShape(30, 720),
        ["FastLaunchConfigurationList"] = new ListShape(1, 1000),
        ["FilterList"] = new ListShape(1, 10),
        ["FilterName"] = new TextShape(0, Any, Matchers.FilterName, "name", "osVersion"),
        ["FilterValues"] = new ListShape(1, 10, new TextShape(0, Any, Matchers.FilterValue, "web-server", "a b:c,{\"d\"}")),
        ["ImageBuildVersionArn"] = new TextShape(0, Any, Matchers.ImageBuildVersionArn, Arns + "image/my-image/1.0.0/1", "arn:aws:imagebuilder:us-east-1:aws-marketplace:image/a_b/10.20.30/45"),
        ["ImageBuilderArn"] = new TextShape(
            0, Any, Matchers.ImageBuilderArn, Arns + "lifecycle-policy/my-policy", Arns + "image/web/1.0.0/1", Arns + "workflow/build/a/1.x.x", Arns + "component/c/x.x.x/2",
            "arn:aws-us-gov:imagebuilder:us-gov-west-1:aws:image-recipe/r"),
        ["ImageConfigurationStep"] = new EnumShape("ASSOCIATE_LICENSES", "UPDATE_LAUNCH_TEMPLATES", "PUT_SSM_PARAMETERS", "UPDATE_FAST_LAUNCH_CONFIGURATIONS"),
        ["ImageSource"] = new EnumShape("AMAZON_MANAGED", "AWS_MARKETPLACE", "IMPORTED", "CUSTOM"),
        ["ImageStatus"] = new EnumShape(
            "PENDING", "CREATING", "BUILDING", "TESTING", "DISTRIBUTING", "INTEGRATING", "AVAILABLE", "CANCELLED", "FAILED", "DEPRECATED", "DELETED", "DISABLED"),
        ["ImageSummaryList"] = Structures,
        ["ImageType"] = new EnumShape("AMI", "DOCKER"),
        ["ImageVersionArn"] = new TextShape(0, Any, Matchers.ImageVersionArn, Arns + "image/my-image/1.0.0", "arn:aws:imagebuilder:eu-west-1:aws:image/a/0.0.1"),
        ["ImageVersionArnOrBuildVersionArn"] = new TextShape(0, Any, Matchers.ImageVersionArnOrBuildVersionArn, Arns + "image/my-image/1.0.0/1", Arns + "image/my-image/1.x.x", Arns + "image/i/x.x.x"),
        ["ImageVersionList"] = Structures,
        ["LaunchTemplateConfigurationList"] = new ListShape(1, 100),
        ["LaunchTemplateId"] = new TextShape(0, Any, Matchers.LaunchTemplateId, "lt-0123456789abcdef0"),
        ["LicenseConfigurationArnList"] = new ListShape(1, 50, new TextShape(
            0, Any, Matchers.LicenseConfigurationArn, "arn:aws:license-manager:us-east-1:123456789012:license-configuration:lic-0123456789abcdef0123456789abcdef")),
        ["LifecycleExecutionId"] = new TextShape(0, Any, Matchers.LifecycleExecutionId, "lce-12345678-90ab-cdef-1234-567890ABCDEF"),
        ["LifecycleExecutionResourceActionName"] = new EnumShape("AVAILABLE", "DELETE", "DEPRECATE", "DISABLE"),
        ["LifecycleExecutionResourceList"] = Structures,
        ["LifecycleExecutionResourceStatus"] = new EnumShape("FAILED", "IN_PROGRESS", "SKIPPED", "SUCCESS"),
        ["LifecycleExecutionSnapshotResourceList"] = Structures,
        ["LifecycleExecutionStatus"] = new EnumShape("IN_PROGRESS", "CANCELLED", "CANCELLING", "FAILED", "SUCCESS", "PENDING"),
        ["LifecycleExecutionsList"] = Structures,
        ["LifecyclePolicyArn"] = new TextShape(0, 1024, Matchers.LifecyclePolicyArn, Arns + "lifecycle-policy/my-policy", "arn:aws-us-gov:imagebuilder:us-gov-west-1:aws:lifecycle-policy/p_1"),
        ["LifecyclePolicyDetailActionType"] = new EnumShape("DELETE", "DEPRECATE", "DISABLE"),
        ["LifecyclePolicyDetailExclusionRulesAmisLastLaunchedValue"] = new NumberShape(1, 365),
        ["LifecyclePolicyDetailFilterRetainAtLeast"] = new NumberShape(1, 10),
        ["LifecyclePolicyDetailFilterType"] = new EnumShape("AGE", "COUNT"),
        ["LifecyclePolicyDetailFilterValue"] = new NumberShape(1, 1000),
        ["LifecyclePolicyDetails"] = new ListShape(1, 3),
        ["LifecyclePolicyResourceSelectionRecipes"] = new ListShape(1, 50),
        ["LifecyclePolicyResourceType"] = new EnumShape("AMI_IMAGE", "CONTAINER_IMAGE"),
        ["LifecyclePolicyStatus"] = new EnumShape("DISABLED", "ENABLED"),
        ["LifecyclePolicySummaryList"] = Structures,
        ["LifecyclePolicyTimeUnit"] = new EnumShape("DAYS", "WEEKS", "MONTHS", "YEARS"),
        ["LogGroupName"] = new TextShape(1, 512, Matchers.LogGroupName, "/aws/imagebuilder/a-b_c.d"),
        ["MaxParallelLaunches"] = new NumberShape(1, Any),
        ["NonEmptyString"] = NonEmptyString,
        ["OrganizationArnList"] = new ListShape(1, 25, new TextShape(0, Any, Matchers.OrganizationArn, "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5")),
        ["OrganizationalUnitArnList"] = new ListShape(1, 25, new TextShape(0, Any, Matchers.OrganizationalUnitArn, "arn:aws:organizations::123456789012:ou/o-a1b2c3d4e5/ou-ab12-a1b2c3d4")),
        ["Ownership"] = new EnumShape("Self", "Shared", "Amazon", "ThirdParty", "AWSMarketplace"),
        ["PaginationToken"] = new TextShape(1, 65535, null, "eyJ0Ijo="),
        ["Platform"] = new EnumShape("Windows", "Linux", "macOS"),
        ["RegionFailureList"] = new ListShape(1, 256),
        ["RegionFailureStatus"] = new EnumShape("FAILED", "CANCELLED", "TIMED_OUT"),
        ["RegionList"] = new ListShape(0, Any, NonEmptyString),
        ["ResourceName"] = new TextShape(0, Any, Matchers.ResourceName, "web-server", "a b", "Name_of 1"),
        ["ResourceStatus"] = new EnumShape("AVAILABLE", "DELETED", "DEPRECATED", "DISABLED"),
        ["RestrictedInteger"] = new NumberShape(1, 25),
        ["RoleNameOrArn"] = new TextShape(1, 2048, Matchers.RoleNameOrArn, "arn:aws:iam::123456789012:role/Role", "role", "arn:aws-us-gov:iam::123456789012:role/a/b@c"),
        ["SsmParameterConfigurationList"] = Structures,
        ["SsmParameterDataType"] = new EnumShape("text", "aws:ec2:image"),
        ["SsmParameterName"] = new TextShape(1, 1011, Matchers.SsmParameterName, "/images/web", "a_b.c-d"),
        ["StringList"] = new ListShape(0, Any, NonEmptyString),
        ["TagKeyList"] = new ListShape(1, 50, TagKey),
        ["TagMap"] = new TagMapShape(50, TagKey, new TextShape(0, 256, null, "web", "")),
        ["TargetResourceCount"] = new NumberShape(1, 10000),
        ["VersionNumber"] = new TextShape(0, Any, Matchers.VersionNumber, "1.2.3", "10.0.27"),
        ["WildcardVersionNumber"] = new TextShape(0, Any, Matchers.WildcardVersionNumber, "1.x.x", "1.2.3"),
    };
}
