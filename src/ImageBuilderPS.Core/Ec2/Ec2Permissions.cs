namespace ImageBuilderPS.Ec2;

/// <summary>The permissions that the reads need.</summary>
internal static class Ec2Permissions
{
    public const string AssumeRole = "sts:AssumeRole";
    public const string GetCallerIdentity = "sts:GetCallerIdentity";
    public const string GetParameter = "ssm:GetParameter";
    public const string GetRole = "iam:GetRole";
    public const string GetServiceQuota = "servicequotas:GetServiceQuota, servicequotas:GetAWSDefaultServiceQuota";
    public const string ListServiceQuotas = "servicequotas:ListServiceQuotas, servicequotas:ListAWSDefaultServiceQuotas";
    public const string DescribeImageAttribute = "ec2:DescribeImageAttribute";
    public const string DescribeImageReferences = "ec2:DescribeImageReferences";
    public const string DescribeImages = "ec2:DescribeImages";
    public const string DescribeInstances = "ec2:DescribeInstances";
    public const string DescribeLaunchTemplates = "ec2:DescribeLaunchTemplates";
    public const string DescribeLaunchTemplateVersions = "ec2:DescribeLaunchTemplateVersions";
    public const string DescribeRegions = "ec2:DescribeRegions";
    public const string DescribeSnapshots = "ec2:DescribeSnapshots";
    public const string GetImageBlockPublicAccessState = "ec2:GetImageBlockPublicAccessState";
    public const string ListImagesInRecycleBin = "ec2:ListImagesInRecycleBin";
    public const string RecycleBinRules = "rbin:ListRules, rbin:GetRule";
}
