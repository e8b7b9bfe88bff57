using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Ec2;

/// <summary>
/// What a distribution will meet in an account and region: what takes the AMIs, and what limits them. Beside EC2 these are
/// Systems Manager's parameters and Service Quotas. Every method only reads. Safe for many threads.
/// </summary>
/// <remarks>The errors are those of <see cref="IEc2"/>.</remarks>
public interface IEc2Preflight
{
    /// <summary>All regions of the partition, with those that the account has to opt in to (ec2:DescribeRegions).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2Region>> DescribeRegionsAsync(CancellationToken cancellationToken);

    /// <summary>Whether the account keeps AMIs of the region from being made public (ec2:GetImageBlockPublicAccessState).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<bool> BlocksPublicImagesAsync(CancellationToken cancellationToken);

    /// <summary>The account's own AMIs by name, disabled and deprecated ones too (ec2:DescribeImages).</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2Image>> DescribeImagesByNameAsync(string name, CancellationToken cancellationToken);

    /// <summary>How many AMIs the account owns, disabled and deprecated ones too (ec2:DescribeImages).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<int> CountImagesAsync(CancellationToken cancellationToken);

    /// <summary>How many AMIs of the account are in the Recycle Bin (ec2:ListImagesInRecycleBin).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<int> CountRecycledImagesAsync(CancellationToken cancellationToken);

    /// <summary>Which snapshots the account may read, whoever owns them (ec2:DescribeSnapshots).</summary>
    /// <param name="snapshotIds">1 to 200 ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<string>> FindReadableSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken);

    /// <summary>
    /// The account's snapshots that are being copied for AMIs, and up to a thousand that were (ec2:DescribeSnapshots).
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2SnapshotCopy>> DescribeSnapshotCopiesAsync(CancellationToken cancellationToken);

    /// <summary>Whether there is a launch template (ec2:DescribeLaunchTemplates).</summary>
    /// <param name="launchTemplateId">The id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<bool> HasLaunchTemplateAsync(string launchTemplateId, CancellationToken cancellationToken);

    /// <summary>The value of a parameter of Systems Manager (ssm:GetParameter); null where there is none.</summary>
    /// <param name="name">The name or the ARN, with or without a version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<string?> GetParameterAsync(string name, CancellationToken cancellationToken);

    /// <summary>How many AMIs the account may have in the region (servicequotas:GetServiceQuota); null where Service Quotas does not know.</summary>
    /// <remarks>Source: EC2 user guide, "Quotas": AMIs, L-B665C33B. Those in the Recycle Bin count.</remarks>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<int?> GetImageQuotaAsync(CancellationToken cancellationToken);

    /// <summary>
    /// How many snapshots may be copied to the region at a time (servicequotas:ListServiceQuotas); null where Service Quotas
    /// does not know.
    /// </summary>
    /// <remarks>
    /// Source: EBS user guide, "Quotas for Amazon EBS": Concurrent snapshot copies per destination Region. The page does not
    /// have the quota's code, so it is found by its name.
    /// </remarks>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<int?> GetSnapshotCopyQuotaAsync(CancellationToken cancellationToken);
}

/// <summary>A region as an account sees it.</summary>
/// <param name="Name">Its name: <c>me-south-1</c>.</param>
/// <param name="OptInStatus"><c>opt-in-not-required</c>, <c>opted-in</c> or <c>not-opted-in</c>.</param>
public sealed record Ec2Region(string Name, string? OptInStatus)
{
    /// <summary>The <see cref="OptInStatus"/> of a region that the account cannot use.</summary>
    public const string NotOptedIn = "not-opted-in";

    /// <summary>Whether the account can use it.</summary>
    public bool IsEnabled => OptInStatus != NotOptedIn;
}

/// <summary>A snapshot that is being copied for an AMI, or was.</summary>
/// <param name="SnapshotId">Its id.</param>
/// <param name="State">EC2's word: <c>pending</c>, <c>completed</c> or <c>error</c>.</param>
/// <param name="StartTime">When it was begun.</param>
/// <param name="CompletionTime">When it was completed; null before, and where EC2 does not say.</param>
public sealed record Ec2SnapshotCopy(string SnapshotId, string? State, DateTimeOffset? StartTime, DateTimeOffset? CompletionTime)
{
    /// <summary>The <see cref="State"/> of a snapshot that is being copied.</summary>
    public const string Pending = "pending";

    /// <summary>Whether it is being copied.</summary>
    public bool IsPending => State == Pending;
}
