using System.Xml.Linq;
using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Pipeline;
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

    public Task<IReadOnlyList<Ec2Region>> DescribeRegionsAsync(CancellationToken cancellationToken) => ec2.ReadAsync<IReadOnlyList<Ec2Region>>(
        new("DescribeRegions") { { "AllRegions", true } },
        response => [.. response.Items("regionInfo").Select(Ec2Conversion.Region)],
        cancellationToken);

    public Task<bool> BlocksPublicImagesAsync(CancellationToken cancellationToken) => ec2.ReadAsync(
        new("GetImageBlockPublicAccessState"),
        response => response.RequiredText("imageBlockPublicAccessState") == BlockedForAll,
        cancellationToken);

    public Task<IReadOnlyList<Ec2Image>> DescribeImagesByNameAsync(string name, CancellationToken cancellationToken) =>
        DescribeImagesAsync("name", [name], ownOnly: true, cancellationToken);

    public async Task<int> CountImagesAsync(CancellationToken cancellationToken) => (await ec2.ReadPagesAsync(
        new("DescribeImages") { { "Owner", Self }, { "IncludeDeprecated", true }, { "IncludeDisabled", true }, { "MaxResults", PageSize } },
        page => new[] { page.Items("imagesSet").Count() },
        cancellationToken).ConfigureAwait(false)).Sum();

    public async Task<int> CountRecycledImagesAsync(CancellationToken cancellationToken) =>
        (await ListImagesInRecycleBinAsync(cancellationToken).ConfigureAwait(false)).Count;

    public Task<IReadOnlyList<string>> FindReadableSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken) => ec2.ReadPagesAsync(
        new("DescribeSnapshots") { { "Filter.1.Name", "snapshot-id" }, { "Filter.1.Value", snapshotIds }, { "MaxResults", PageSize } },
        page => page.Items("snapshotSet").Select(snapshot => snapshot.RequiredText("snapshotId")),
        cancellationToken);

    public async Task<IReadOnlyList<Ec2SnapshotCopy>> DescribeSnapshotCopiesAsync(CancellationToken cancellationToken)
    {
        var pending = await ec2.ReadPagesAsync(Copies(Ec2SnapshotCopy.Pending), SnapshotCopies, cancellationToken).ConfigureAwait(false);
        // One page tells how long a copy takes.
        var completed = await ec2.ReadAsync(Copies("completed"), SnapshotCopies, cancellationToken).ConfigureAwait(false);
        return [.. pending, .. completed];
    }

    public async Task<bool> HasLaunchTemplateAsync(string launchTemplateId, CancellationToken cancellationToken)
    {
        try
        {
            var form = new QueryForm("DescribeLaunchTemplates") { { "LaunchTemplateId.1", launchTemplateId } };
            return await ec2.ReadAsync(form, response => response.Items("launchTemplates").Any(), cancellationToken).ConfigureAwait(false);
        }
        catch (ImageBuilderException error) when (error.ErrorCode.StartsWith("InvalidLaunchTemplateId.", StringComparison.Ordinal))
        {
            return false;
        }
    }

    public Task<string?> GetParameterAsync(string name, CancellationToken cancellationToken) => ssm.GetParameterAsync(name, cancellationToken);

    public Task<int?> GetImageQuotaAsync(CancellationToken cancellationToken) => quotas.GetAsync("ec2", ImageQuota, cancellationToken);

    public Task<int?> GetSnapshotCopyQuotaAsync(CancellationToken cancellationToken) => quotas.FindAsync("ebs", SnapshotCopyQuota, cancellationToken);

    private static QueryForm Copies(string status) => new("DescribeSnapshots")
    {
        { "Filter.1.Name", "status" },
        { "Filter.1.Value.1", status },
        { "Filter.2.Name", "description" },
        { "Filter.2.Value.1", CopyDescription },
        { "Owner", Self },
        { "MaxResults", PageSize },
    };

    private static List<Ec2SnapshotCopy> SnapshotCopies(XElement page) => [.. page.Items("snapshotSet").Select(Ec2Conversion.SnapshotCopy)];
}
