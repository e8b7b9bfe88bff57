using ImageBuilderPS.Api;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.Ec2;

/// <summary>
/// What is changed in an account's EC2 to bring AMIs back, and the lists of the Recycle Bin that this needs. Nothing is
/// deleted, and nothing that is there is replaced. Safe for many threads.
/// </summary>
/// <remarks>The errors are those of <see cref="IEc2"/>.</remarks>
public interface IEc2Changes
{
    /// <summary>The AMIs in the Recycle Bin (ec2:ListImagesInRecycleBin).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<RecycledResource>> ListImagesInRecycleBinAsync(CancellationToken cancellationToken);

    /// <summary>The snapshots in the Recycle Bin (ec2:ListSnapshotsInRecycleBin).</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<RecycledResource>> ListSnapshotsInRecycleBinAsync(CancellationToken cancellationToken);

    /// <summary>Restores an AMI from the Recycle Bin; its snapshots must exist (ec2:RestoreImageFromRecycleBin).</summary>
    /// <param name="imageId">The id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RestoreImageAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>Restores a snapshot from the Recycle Bin (ec2:RestoreSnapshotFromRecycleBin).</summary>
    /// <param name="snapshotId">The id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RestoreSnapshotAsync(string snapshotId, CancellationToken cancellationToken);

    /// <summary>Enables a disabled AMI (ec2:EnableImage).</summary>
    /// <param name="imageId">The id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task EnableImageAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>Adds tags to an AMI or a snapshot (ec2:CreateTags).</summary>
    /// <param name="resourceId">The id.</param>
    /// <param name="tags">One tag or more.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task AddTagsAsync(string resourceId, TagMap tags, CancellationToken cancellationToken);

    /// <summary>Lets others launch an AMI too (ec2:ModifyImageAttribute).</summary>
    /// <param name="imageId">The id.</param>
    /// <param name="sharing">Accounts, organizations and organizational units, one at least.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ShareAsync(string imageId, Ec2LaunchPermission sharing, CancellationToken cancellationToken);

    /// <summary>Lets everybody launch an AMI (ec2:ModifyImageAttribute).</summary>
    /// <param name="imageId">The id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task PublishAsync(string imageId, CancellationToken cancellationToken);

    /// <summary>Protects an AMI from being deregistered (ec2:EnableImageDeregistrationProtection).</summary>
    /// <param name="imageId">The id.</param>
    /// <param name="withCooldown">Whether the protection lasts 24 hours longer when it is ended.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ProtectAsync(string imageId, bool withCooldown, CancellationToken cancellationToken);
}

/// <summary>Connects to EC2 for changes.</summary>
public interface IEc2ChangesFactory
{
    /// <summary>A connection to EC2 in a region.</summary>
    /// <param name="settings">The settings of the Image Builder connection.</param>
    /// <param name="region">The region.</param>
    /// <param name="roleArn">The role that is assumed first, in another account; null for the credentials of the settings.</param>
    /// <exception cref="ConnectionException">A setting is invalid.</exception>
    IEc2Changes ConnectForChanges(ConnectionSettings settings, string region, string? roleArn);
}

/// <summary>An AMI or a snapshot in the Recycle Bin.</summary>
/// <param name="Id">Its id.</param>
/// <param name="EnterTime">When it was deleted; null when EC2 does not say.</param>
/// <param name="ExitTime">Until when it can be restored; null when EC2 does not say.</param>
public sealed record RecycledResource(string Id, DateTimeOffset? EnterTime, DateTimeOffset? ExitTime);
