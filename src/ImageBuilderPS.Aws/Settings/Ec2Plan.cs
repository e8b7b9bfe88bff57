namespace ImageBuilderPS.Aws.Settings;

/// <summary>The connections to EC2 and to the services beside it. Equal plans share their clients.</summary>
/// <param name="Ec2">The connection to EC2.</param>
/// <param name="Sts">The connection to the Security Token Service.</param>
/// <param name="Iam">The connection to IAM.</param>
/// <param name="RecycleBin">The connection to the Recycle Bin.</param>
/// <param name="Ssm">The connection to Systems Manager.</param>
/// <param name="ServiceQuotas">The connection to Service Quotas.</param>
internal sealed record Ec2Plan(
    ConnectionPlan Ec2,
    ConnectionPlan Sts,
    ConnectionPlan Iam,
    ConnectionPlan RecycleBin,
    ConnectionPlan Ssm,
    ConnectionPlan ServiceQuotas);
