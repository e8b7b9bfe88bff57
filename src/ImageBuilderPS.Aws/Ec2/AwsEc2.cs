using System.Diagnostics.CodeAnalysis;
using System.Xml;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
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

    // The states of instances, without those that are terminated.
    private static readonly List<string> InstanceStates = ["pending", "running", "shutting-down", "stopping", "stopped"];

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
        ec2 = new(credentials, plan.Ec2);
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
        ec2 = shared.ec2;
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
            var request = new DescribeImageAttributeRequest { ImageId = imageId, Attribute = ImageAttributeName.LaunchPermission };
            var response = await SendAsync(request, ec2.DescribeImageAttributeAsync, cancellationToken).ConfigureAwait(false);
            return Ec2Conversion.LaunchPermission(response.ImageAttribute?.LaunchPermissions ?? []);
        }
        catch (ImageBuilderException error) when (error.ErrorCode.StartsWith("InvalidAMIID.", StringComparison.Ordinal))
        {
            return null;
        }
    }

    // A filter finds what exists. Ids in its place fail when one of them does not exist.
    public Task<IReadOnlyList<AmiSnapshot>> DescribeSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) => ReadPagesAsync(
        token => new DescribeSnapshotsRequest { Filters = [new("snapshot-id", [.. snapshotIds])], OwnerIds = ["self"], MaxResults = PageSize, NextToken = token },
        ec2.DescribeSnapshotsAsync,
        page => page.NextToken,
        page => (page.Snapshots ?? []).Select(Ec2Conversion.Snapshot),
        cancellationToken);

    public Task<IReadOnlyList<Ec2ImageReference>> DescribeImageReferencesAsync(IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => ReadPagesAsync(
        token => new DescribeImageReferencesRequest
        {
            ImageIds = [.. imageIds],
            IncludeAllResourceTypes = true,
            ResourceTypes =
            [
                new()
                {
                    ResourceType = ImageReferenceResourceType.Ec2Instance,
                    ResourceTypeOptions = [new() { OptionName = ImageReferenceOptionName.StateName, OptionValues = InstanceStates }],
                },
            ],
            NextToken = token,
        },
        ec2.DescribeImageReferencesAsync,
        page => page.NextToken,
        page => (page.ImageReferences ?? []).Select(reference => new Ec2ImageReference(reference.ImageId, reference.ResourceType?.Value ?? "", reference.Arn)),
        cancellationToken);

    public Task<IReadOnlyList<Ec2Instance>> DescribeInstancesAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) => ReadPagesAsync(
        token => new DescribeInstancesRequest { Filters = [new("instance-id", [.. instanceIds])], MaxResults = PageSize, NextToken = token },
        ec2.DescribeInstancesAsync,
        page => page.NextToken,
        page => (page.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []).Select(Ec2Conversion.Instance),
        cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplate>> DescribeLaunchTemplatesAsync(IReadOnlyList<string> launchTemplateIds, CancellationToken cancellationToken) => ReadPagesAsync(
        token => new DescribeLaunchTemplatesRequest { LaunchTemplateIds = [.. launchTemplateIds], NextToken = token },
        ec2.DescribeLaunchTemplatesAsync,
        page => page.NextToken,
        page => (page.LaunchTemplates ?? []).Select(template => new Ec2LaunchTemplate(
            template.LaunchTemplateId, template.LaunchTemplateName, template.DefaultVersionNumber, template.LatestVersionNumber)),
        cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeDefaultLaunchTemplateVersionsAsync(CancellationToken cancellationToken) =>
        DescribeVersionsAsync(token => new() { Versions = ["$Default"], MaxResults = TemplatePageSize, NextToken = token }, cancellationToken);

    public Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeLaunchTemplateVersionsAsync(
        string launchTemplateId, IReadOnlyList<string> imageIds, CancellationToken cancellationToken) => DescribeVersionsAsync(
            token => new()
            {
                LaunchTemplateId = launchTemplateId,
                Filters = [new("image-id", [.. imageIds])],
                MaxResults = TemplatePageSize,
                NextToken = token,
            },
            cancellationToken);

    public Task<IReadOnlyList<RecycleBinRule>> ListRecycleBinRulesAsync(CancellationToken cancellationToken) => recycleBin.ListRulesAsync(cancellationToken);

    public Task<bool> HasRoleAsync(string roleName, CancellationToken cancellationToken) => iam.HasRoleAsync(roleName, cancellationToken);

    private Task<IReadOnlyList<Ec2Image>> DescribeImagesAsync(
        string filter, IReadOnlyList<string> values, bool ownOnly, CancellationToken cancellationToken) => ReadPagesAsync(
            token => new DescribeImagesRequest
            {
                Filters = [new(filter, [.. values])],
                Owners = ownOnly ? ["self"] : null,
                IncludeDeprecated = true,
                IncludeDisabled = true,
                MaxResults = PageSize,
                NextToken = token,
            },
            ec2.DescribeImagesAsync,
            page => page.NextToken,
            page => (page.Images ?? []).Select(Ec2Conversion.Image),
            cancellationToken);

    private Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeVersionsAsync(
        Func<string?, DescribeLaunchTemplateVersionsRequest> request, CancellationToken cancellationToken) => ReadPagesAsync(
            request,
            ec2.DescribeLaunchTemplateVersionsAsync,
            page => page.NextToken,
            page => (page.LaunchTemplateVersions ?? []).Select(version => new Ec2LaunchTemplateVersion(
                version.LaunchTemplateId, version.VersionNumber ?? 0, version.LaunchTemplateData?.ImageId)),
            cancellationToken);

    private async Task<IReadOnlyList<TItem>> ReadPagesAsync<TRequest, TResponse, TItem>(
        Func<string?, TRequest> request,
        Func<TRequest, CancellationToken, Task<TResponse>> send,
        Func<TResponse, string?> nextToken,
        Func<TResponse, IEnumerable<TItem>> items,
        CancellationToken cancellationToken)
        where TRequest : AmazonEC2Request
        where TResponse : AmazonWebServiceResponse
    {
        var all = new List<TItem>();
        string? token = null;
        do
        {
            var page = await SendAsync(request(token), send, cancellationToken).ConfigureAwait(false);
            all.AddRange(items(page));
            token = nextToken(page);
        }
        while (!string.IsNullOrEmpty(token));
        return all;
    }

    private Task<TResponse> SendAsync<TRequest, TResponse>(
        TRequest request, Func<TRequest, CancellationToken, Task<TResponse>> send, CancellationToken cancellationToken)
        where TRequest : AmazonEC2Request
        where TResponse : AmazonWebServiceResponse
    {
        return sender.SendAsync(request, AwsService.Ec2, plan.Ec2, ReadAsync, cancellationToken);

        // The SDK makes an empty list of any page in XML, such as a proxy's. All AMIs would seem to be gone.
        async Task<TResponse> ReadAsync(TRequest sent, CancellationToken token)
        {
            var response = await send(sent, token).ConfigureAwait(false);
            return string.IsNullOrEmpty(response.ResponseMetadata?.RequestId) ? throw new XmlException("it has no request id") : response;
        }
    }
}
