namespace ImageBuilderPS.Ec2;

/// <summary>The permissions that the reads need.</summary>
internal static class Ec2Permissions
{
    public const string AssumeRole = "sts:AssumeRole";
    public const string GetRole = "iam:GetRole";
    public const string DescribeImageAttribute = "ec2:DescribeImageAttribute";
    public const string DescribeImageReferences = "ec2:DescribeImageReferences";
    public const string DescribeImages = "ec2:DescribeImages";
    public const string DescribeInstances = "ec2:DescribeInstances";
    public const string DescribeLaunchTemplates = "ec2:DescribeLaunchTemplates";
    public const string DescribeLaunchTemplateVersions = "ec2:DescribeLaunchTemplateVersions";
    public const string DescribeSnapshots = "ec2:DescribeSnapshots";
    public const string RecycleBinRules = "rbin:ListRules, rbin:GetRule";
}
