namespace ImageBuilderPS.Aws.Settings;

/// <summary>A service of AWS, as its API's model names it.</summary>
/// <param name="Id">The id that configuration names it by: <c>AWS_ENDPOINT_URL_RBIN</c>.</param>
/// <param name="SigningName">The name in signatures, and the first part of its endpoints.</param>
/// <param name="ApiVersion">The version of its API.</param>
/// <param name="Title">The name for messages.</param>
internal sealed record AwsService(string Id, string SigningName, string ApiVersion, string Title)
{
    public static readonly AwsService ImageBuilder = new("imagebuilder", "imagebuilder", "2019-12-02", "EC2 Image Builder");
    public static readonly AwsService Ec2 = new("EC2", "ec2", "2016-11-15", "Amazon EC2");
    public static readonly AwsService Sts = new("STS", "sts", "2011-06-15", "AWS STS");
    public static readonly AwsService Iam = new("IAM", "iam", "2010-05-08", "AWS IAM");
    public static readonly AwsService Ssm = new("SSM", "ssm", "2014-11-06", "AWS Systems Manager");
    public static readonly AwsService ServiceQuotas = new("Service Quotas", "servicequotas", "2019-06-24", "Service Quotas");
    public static readonly AwsService RecycleBin = new("rbin", "rbin", "2021-06-15", "the Recycle Bin");
}
