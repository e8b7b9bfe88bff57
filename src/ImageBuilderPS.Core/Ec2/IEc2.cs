using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Ec2;

/// <summary>
/// What an account's EC2 tells in one region; beside it IAM's roles and the Recycle Bin's rules. Every method only reads,
/// reads all pages, and returns what exists of the ids that it is asked for. Safe for many threads.
/// </summary>
/// <remarks>
/// A method throws <see cref="ImageBuilderException"/> with EC2's error name where the service refuses, and
/// <see cref="ConnectionException"/> where no call could be made. Throttles are not retried: <see cref="SharedBackoff"/> does.
/// </remarks>
public interface IEc2 : IEc2Preflight
{
    /// <summary>Finds the credentials, and assumes the role of the connection. The other methods do so too, if this was not called.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ConnectionException">No credentials were found.</exception>
    /// <exception cref="ImageBuilderException">The role cannot be assumed (sts:AssumeRole).</exception>
    Task ResolveCredentialsAsync(CancellationToken cancellationToken);

    /// <summary>Whose credentials these are (sts:GetCallerIdentity).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<CallerIdentity> GetCallerAsync(CancellationToken cancellationToken);

    /// <summary>AMIs by id, disabled and deprecated ones too (ec2:DescribeImages).</summary>
    /// <param name="imageIds">1 to 200 ids.</param>
    /// <param name="ownOnly">Whether to look only among the account's own AMIs, which is faster.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2Image>> DescribeImagesAsync(IReadOnlyList<string> imageIds, bool ownOnly, CancellationToken cancellationToken);

    /// <summary>The account's own AMIs that consist of snapshots, disabled and deprecated ones too (ec2:DescribeImages).</summary>
    /// <param name="snapshotIds">1 to 200 ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2Image>> DescribeImagesOfSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken);

    /// <summary>Who may launch an AMI (ec2:DescribeImageAttribute); null where there is no such AMI.</summary>
    /// <param name="imageId">The id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Ec2LaunchPermission?> DescribeLaunchPermissionAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>Snapshots by id (ec2:DescribeSnapshots).</summary>
    /// <param name="snapshotIds">1 to 200 ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<AmiSnapshot>> DescribeSnapshotsAsync(IReadOnlyList<string> snapshotIds, CancellationToken cancellationToken);

    /// <summary>
    /// What refers to AMIs: instances that are not terminated, the newest ten versions of each launch template, parameters
    /// and recipes (ec2:DescribeImageReferences).
    /// </summary>
    /// <param name="imageIds">1 to 10 ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2ImageReference>> DescribeImageReferencesAsync(IReadOnlyList<string> imageIds, CancellationToken cancellationToken);

    /// <summary>Instances by id (ec2:DescribeInstances).</summary>
    /// <param name="instanceIds">1 to 200 ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2Instance>> DescribeInstancesAsync(IReadOnlyList<string> instanceIds, CancellationToken cancellationToken);

    /// <summary>Launch templates by id (ec2:DescribeLaunchTemplates).</summary>
    /// <param name="launchTemplateIds">1 to 200 ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2LaunchTemplate>> DescribeLaunchTemplatesAsync(IReadOnlyList<string> launchTemplateIds, CancellationToken cancellationToken);

    /// <summary>The default version of every launch template (ec2:DescribeLaunchTemplateVersions).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeDefaultLaunchTemplateVersionsAsync(CancellationToken cancellationToken);

    /// <summary>The versions of a launch template that refer to AMIs (ec2:DescribeLaunchTemplateVersions).</summary>
    /// <param name="launchTemplateId">The template's id.</param>
    /// <param name="imageIds">1 to 200 ids.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<Ec2LaunchTemplateVersion>> DescribeLaunchTemplateVersionsAsync(
        string launchTemplateId, IReadOnlyList<string> imageIds, CancellationToken cancellationToken);

    /// <summary>The Recycle Bin's rules for AMIs and for snapshots (rbin:ListRules, rbin:GetRule).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<RecycleBinRule>> ListRecycleBinRulesAsync(CancellationToken cancellationToken);

    /// <summary>Whether the account has a role (iam:GetRole).</summary>
    /// <param name="roleName">The role's name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<bool> HasRoleAsync(string roleName, CancellationToken cancellationToken);
}

/// <summary>Connects to EC2. The implementation is found by name, as that of <see cref="IImageBuilderFactory"/> is.</summary>
public interface IEc2Factory
{
    /// <summary>A connection to EC2 in a region. Equal arguments may share one.</summary>
    /// <param name="settings">The settings of the Image Builder connection. Where its endpoint is on this machine, EC2 is there too.</param>
    /// <param name="region">The region.</param>
    /// <param name="roleArn">The role that is assumed first, in another account; null for the credentials of the settings.</param>
    /// <exception cref="ConnectionException">A setting is invalid.</exception>
    IEc2 Connect(ConnectionSettings settings, string region, string? roleArn);

    /// <summary>The same, whose connections report attempts.</summary>
    /// <param name="onAttempt">Called when an attempt at a request ends, on any thread.</param>
    IEc2Factory Reporting(Action<RequestAttempt> onAttempt);
}
