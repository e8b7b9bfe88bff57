using Amazon.EC2;
using Amazon.EC2.Model;
using ImageBuilderPS.Api;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Aws.Ec2;

/// <content>The changes that bring AMIs back.</content>
internal sealed partial class AwsEc2 : IEc2Changes
{
    public Task<IReadOnlyList<RecycledResource>> ListImagesInRecycleBinAsync(CancellationToken cancellationToken) => ReadPagesAsync(
        token => new ListImagesInRecycleBinRequest { MaxResults = PageSize, NextToken = token },
        ec2.ListImagesInRecycleBinAsync,
        page => page.NextToken,
        page => (page.Images ?? []).Select(image => new RecycledResource(
            image.ImageId, Ec2Conversion.Time(image.RecycleBinEnterTime), Ec2Conversion.Time(image.RecycleBinExitTime))),
        cancellationToken);

    public Task<IReadOnlyList<RecycledResource>> ListSnapshotsInRecycleBinAsync(CancellationToken cancellationToken) => ReadPagesAsync(
        token => new ListSnapshotsInRecycleBinRequest { MaxResults = PageSize, NextToken = token },
        ec2.ListSnapshotsInRecycleBinAsync,
        page => page.NextToken,
        page => (page.Snapshots ?? []).Select(snapshot => new RecycledResource(
            snapshot.SnapshotId, Ec2Conversion.Time(snapshot.RecycleBinEnterTime), Ec2Conversion.Time(snapshot.RecycleBinExitTime))),
        cancellationToken);

    public Task RestoreImageAsync(string imageId, CancellationToken cancellationToken) =>
        SendAsync(new RestoreImageFromRecycleBinRequest { ImageId = imageId }, ec2.RestoreImageFromRecycleBinAsync, cancellationToken);

    public Task RestoreSnapshotAsync(string snapshotId, CancellationToken cancellationToken) =>
        SendAsync(new RestoreSnapshotFromRecycleBinRequest { SnapshotId = snapshotId }, ec2.RestoreSnapshotFromRecycleBinAsync, cancellationToken);

    public Task EnableImageAsync(string imageId, CancellationToken cancellationToken) =>
        SendAsync(new EnableImageRequest { ImageId = imageId }, ec2.EnableImageAsync, cancellationToken);

    public Task AddTagsAsync(string resourceId, TagMap tags, CancellationToken cancellationToken) => SendAsync(
        new CreateTagsRequest { Resources = [resourceId], Tags = [.. tags.Select(tag => new Tag(tag.Key, tag.Value))] },
        ec2.CreateTagsAsync,
        cancellationToken);

    public Task ShareAsync(string imageId, Ec2LaunchPermission sharing, CancellationToken cancellationToken) => AddPermissionsAsync(
        imageId,
        [
            .. sharing.UserIds.Select(id => new LaunchPermission { UserId = id }),
            .. sharing.OrganizationArns.Select(arn => IsUnit(arn) ? new LaunchPermission { OrganizationalUnitArn = arn } : new() { OrganizationArn = arn }),
        ],
        cancellationToken);

    public Task PublishAsync(string imageId, CancellationToken cancellationToken) =>
        AddPermissionsAsync(imageId, [new() { Group = PermissionGroup.All }], cancellationToken);

    public Task ProtectAsync(string imageId, bool withCooldown, CancellationToken cancellationToken) => SendAsync(
        new EnableImageDeregistrationProtectionRequest { ImageId = imageId, WithCooldown = withCooldown },
        ec2.EnableImageDeregistrationProtectionAsync,
        cancellationToken);

    private Task<ModifyImageAttributeResponse> AddPermissionsAsync(string imageId, List<LaunchPermission> permissions, CancellationToken cancellationToken) => SendAsync(
        new ModifyImageAttributeRequest { ImageId = imageId, LaunchPermission = new() { Add = permissions } },
        ec2.ModifyImageAttributeAsync,
        cancellationToken);

    // arn:aws:organizations::123456789012:ou/o-1/ou-1
    private static bool IsUnit(string arn) => Arn.Parse(arn)?.ResourceType == "ou";
}
