using System.Diagnostics.CodeAnalysis;
using Amazon.SecurityToken.Model;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Aws.Settings;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Aws.Ec2;

/// <summary>Calls EC2, and STS, IAM and the Recycle Bin beside it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Connections are shared, and one that leaves the cache may still be in use.")]
internal sealed partial class AwsEc2 : IEc2
{
    private const int PageSize = 1000;
    private const int TemplatePageSize = 200;
    private const string DescribeVersions = "DescribeLaunchTemplateVersions";

    // The owner that stands for the caller's account.
    private static readonly string[] Self = ["self"];

    // The states of instances, without those that are terminated.
    private static readonly string[] InstanceStates = ["pending", "running", "shutting-down", "stopping", "stopped"];

    private readonly Ec2Plan plan;
    private readonly CredentialSearch search;
    private readonly CallSender sender;
    private readonly Ec2Client ec2;
    private readonly StsClient sts;
    private readonly IamClient iam;
    private readonly RecycleBinClient recycleBin;
    private readonly SsmClient ssm;
    private readonly QuotaClient quotas;

    /// <param name="plan">The connections.</param>
    public AwsEc2(Ec2Plan plan)
    {
        this.plan = plan;
        var credentials = plan.Ec2.Credentials.Credentials(new ServiceConfig(AwsService.Ec2, plan.Ec2));
        search = new(plan.Ec2.Credentials, credentials);
        sender = new(search);
        ec2 = new(new(AwsService.Ec2, plan.Ec2, credentials), plan.Ec2, sender);
        sts = new(credentials, plan.Sts);
        iam = new(new(AwsService.Iam, plan.Iam, credentials), plan.Iam, sender);
        recycleBin = new(new(AwsService.RecycleBin, plan.RecycleBin, credentials), plan.RecycleBin, sender);
        ssm = new(new(AwsService.Ssm, plan.Ssm, credentials), plan.Ssm, sender);
        quotas = new(new(AwsService.ServiceQuotas, plan.ServiceQuotas, credentials), plan.ServiceQuotas, sender);
    }

    private AwsEc2(AwsEc2 shared, Action<RequestAttempt> onAttempt)
    {
        plan = shared.plan;
        search = shared.search;
        sender = new(search, onAttempt);
        ec2 = shared.ec2.SentBy(sender);
        sts = shared.sts;
        iam = shared.iam.SentBy(sender);
        recycleBin = shared.recycleBin.SentBy(sender);
        ssm = shared.ssm.SentBy(sender);
        quotas = shared.quotas.SentBy(sender);
    }

    /// <summary>The same connection, which reports each attempt.</summary>
    public AwsEc2 Reporting(Action<RequestAttempt> onAttempt) => new(this, onAttempt);

    public Task ResolveCredentialsAsync(CancellationToken cancellationToken) => sender.ResolveCredentialsAsync(cancellationToken);

    public async Task<CallerIdentity> GetCallerAsync(CancellationToken cancellationToken)
    {
        var caller = await sender.SendAsync(new GetCallerIdentityRequest(), AwsService.Sts, plan.Sts, sts.GetCallerIdentityAsync, cancellationToken).ConfigureAwait(false);
        return new(caller.Account, caller.Arn);
    }

    public Task<IReadOnlyList<Ec2Image>> DescribeImagesAsync(IReadOnlyList<string> imageIds, bool ownOnly, CancellationToken cancellationToken) =>
        DescribeImagesAsync("image-id", imageIds, ownOnly, cancellationToken);

    public Task<IReadOnlyList<Ec2Image>> DescribeImagesOfSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) =>
        DescribeImagesAsync("block-device-mapping.snapshot-id", snapshotIds, ownOnly: true, cancellationToken);

    public async Task<Ec2LaunchPermission?> DescribeLaunchPermissionAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            var form = new QueryForm("DescribeImageAttribute") { { "ImageId", imageId }, { "Attribute", "launchPermission" } };
            return await ec2.ReadAsync(form, Ec2Conversion.LaunchPermission, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageBuilderException error) when (error.ErrorCode.StartsWith("InvalidAMIID.", StringComparison.Ordinal))
        {
            return null;
        }
    }

    // A filter finds what exists. Ids in its place fail when one of them does not exist.
    public Task<IReadOnlyList<AmiSnapshot>> DescribeSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) => ec2.ReadPagesAsync(
        new("DescribeSnapshots")
        {
            { "Filter.1.Name", "snapshot-id" },
            { "Filter.1.Value", snapshotIds },
            { "Owner", Self },
            { "MaxResults", PageSize },
        },
        page => page.Items("snapshotSet").Select(Ec2Conversion.Snapshot),
        cancellationToken);

    public Task<IReadOnlyList<Ec2ImageReference>> DescribeImageReferencesAsync(IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => ec2.ReadPagesAsync(
        new("DescribeImageReferences")
        {
            { "ImageId", imageIds },
            { "IncludeAllResourceTypes", true },
            { "ResourceType.1.ResourceType", "ec2:Instance" },
            { "ResourceType.1.ResourceTypeOption.1.OptionName", "state-name" },
            { "ResourceType.1.ResourceTypeOption.1.OptionValue", InstanceStates },
        },
        page => page.Items("imageReferenceSet").Select(Ec2Conversion.ImageReference),
        cancellationToken);

    public Task<IReadOnlyList<Ec2Instance>> DescribeInstancesAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) => ec2.ReadPagesAsync(
        new("DescribeInstances") { { "Filter.1.Name", "instance-id" }, { "Filter.1.Value", instanceIds }, { "MaxResults", PageSize } },
        page => page.Items("reservationSet").SelectMany(reservation => reservation.Items("instancesSet")).Select(Ec2Conversion.Instance),
        cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplate>> DescribeLaunchTemplatesAsync(IReadOnlyList<string> launchTemplateIds, CancellationToken cancellationToken) => ec2.ReadPagesAsync(
        new("DescribeLaunchTemplates") { { "LaunchTemplateId", launchTemplateIds } },
        page => page.Items("launchTemplates").Select(Ec2Conversion.LaunchTemplate),
        cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeDefaultLaunchTemplateVersionsAsync(CancellationToken cancellationToken) =>
        DescribeVersionsAsync(new(DescribeVersions) { { "LaunchTemplateVersion.1", "$Default" }, { "MaxResults", TemplatePageSize } }, cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeLaunchTemplateVersionsAsync(
        string launchTemplateId, IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => DescribeVersionsAsync(
            new(DescribeVersions)
            {
                { "LaunchTemplateId", launchTemplateId },
                { "Filter.1.Name", "image-id" },
                { "Filter.1.Value", imageIds },
                { "MaxResults", TemplatePageSize },
            },
            cancellationToken);

    public Task<IReadOnlyList<RecycleBinRule>> ListRecycleBinRulesAsync(CancellationToken cancellationToken) => recycleBin.ListRulesAsync(cancellationToken);

    public Task<bool> HasRoleAsync(string roleName, CancellationToken cancellationToken) => iam.HasRoleAsync(roleName, cancellationToken);

    private Task<IReadOnlyList<Ec2Image>> DescribeImagesAsync(
        string filter, IReadOnlyList<string> values, bool ownOnly, CancellationToken cancellationToken) => ec2.ReadPagesAsync(
            new("DescribeImages")
            {
                { "Filter.1.Name", filter },
                { "Filter.1.Value", values },
                { "Owner", ownOnly ? Self : [] },
                { "IncludeDeprecated", true },
                { "IncludeDisabled", true },
                { "MaxResults", PageSize },
            },
            page => page.Items("imagesSet").Select(Ec2Conversion.Image),
            cancellationToken);

    private Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeVersionsAsync(QueryForm form, CancellationToken cancellationToken) => ec2.ReadPagesAsync(
        form, page => page.Items("launchTemplateVersionSet").Select(Ec2Conversion.LaunchTemplateVersion), cancellationToken);
}
