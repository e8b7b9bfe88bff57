using Amazon.EC2.Model;
using ImageBuilderPS.Api;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Aws.Ec2;

/// <content>What a distribution will meet in the account and region.</content>
internal sealed partial class AwsEc2
{
    private const string BlockedForAll = "block-new-sharing";
    private const string ImageQuota = "L-B665C33B";
    private const string SnapshotCopyQuota = "Concurrent snapshot copies per destination Region";

    // What EC2 writes for a snapshot that it copies for an AMI.
    private const string CopyDescription = "Copied for DestinationAmi*";

    public async Task<IReadOnlyList<Ec2Region>> DescribeRegionsAsync(CancellationToken cancellationToken)
    {
        var response = await SendAsync(new DescribeRegionsRequest { AllRegions = true }, ec2.DescribeRegionsAsync, cancellationToken).ConfigureAwait(false);
        return [.. (response.Regions ?? []).Select(region => new Ec2Region(region.RegionName, region.OptInStatus))];
    }

    public async Task<bool> BlocksPublicImagesAsync(CancellationToken cancellationToken)
    {
        var response = await SendAsync(new GetImageBlockPublicAccessStateRequest(), ec2.GetImageBlockPublicAccessStateAsync, cancellationToken).ConfigureAwait(false);
        return response.ImageBlockPublicAccessState == BlockedForAll;
    }

    public Task<IReadOnlyList<Ec2Image>> DescribeImagesByNameAsync(string name, CancellationToken cancellationToken) =>
        DescribeImagesAsync("name", [name], ownOnly: true, cancellationToken);

    public async Task<int> CountImagesAsync(CancellationToken cancellationToken) => (await ReadPagesAsync(
        token => new DescribeImagesRequest { Owners = ["self"], IncludeDeprecated = true, IncludeDisabled = true, MaxResults = PageSize, NextToken = token },
        ec2.DescribeImagesAsync,
        page => page.NextToken,
        page => new[] { (page.Images ?? []).Count },
        cancellationToken).ConfigureAwait(false)).Sum();

    public async Task<int> CountRecycledImagesAsync(CancellationToken cancellationToken) =>
        (await ListImagesInRecycleBinAsync(cancellationToken).ConfigureAwait(false)).Count;

    public Task<IReadOnlyList<string>> FindReadableSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) => ReadPagesAsync(
        token => new DescribeSnapshotsRequest { Filters = [new("snapshot-id", [.. snapshotIds])], MaxResults = PageSize, NextToken = token },
        ec2.DescribeSnapshotsAsync,
        page => page.NextToken,
        page => (page.Snapshots ?? []).Select(snapshot => snapshot.SnapshotId),
        cancellationToken);

    public async Task<IReadOnlyList<Ec2SnapshotCopy>> DescribeSnapshotCopiesAsync(CancellationToken cancellationToken)
    {
        var pending = await ReadPagesAsync(
            token => new DescribeSnapshotsRequest
            {
                OwnerIds = ["self"],
                Filters = [new("status", [Ec2SnapshotCopy.Pending]), new("description", [CopyDescription])],
                MaxResults = PageSize,
                NextToken = token,
            },
            ec2.DescribeSnapshotsAsync,
            page => page.NextToken,
            page => (page.Snapshots ?? []).Select(Ec2Conversion.SnapshotCopy),
            cancellationToken).ConfigureAwait(false);
        // One page tells how long a copy takes.
        var request = new DescribeSnapshotsRequest
        {
            OwnerIds = ["self"],
            Filters = [new("status", ["completed"]), new("description", [CopyDescription])],
            MaxResults = PageSize,
        };
        var completed = await SendAsync(request, ec2.DescribeSnapshotsAsync, cancellationToken).ConfigureAwait(false);
        return [.. pending, .. (completed.Snapshots ?? []).Select(Ec2Conversion.SnapshotCopy)];
    }

    public async Task<bool> HasLaunchTemplateAsync(string launchTemplateId, CancellationToken cancellationToken)
    {
        try
        {
            var request = new DescribeLaunchTemplatesRequest { LaunchTemplateIds = [launchTemplateId] };
            var response = await SendAsync(request, ec2.DescribeLaunchTemplatesAsync, cancellationToken).ConfigureAwait(false);
            return response.LaunchTemplates is { Count: > 0 };
        }
        catch (ImageBuilderException error) when (error.ErrorCode.StartsWith("InvalidLaunchTemplateId.", StringComparison.Ordinal))
        {
            return false;
        }
    }

    public Task<string?> GetParameterAsync(string name, CancellationToken cancellationToken) => ssm.GetParameterAsync(name, cancellationToken);

    public Task<int?> GetImageQuotaAsync(CancellationToken cancellationToken) => quotas.GetAsync("ec2", ImageQuota, cancellationToken);

    public Task<int?> GetSnapshotCopyQuotaAsync(CancellationToken cancellationToken) => quotas.FindAsync("ebs", SnapshotCopyQuota, cancellationToken);
}
