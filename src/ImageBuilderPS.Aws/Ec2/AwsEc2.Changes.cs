using ImageBuilderPS.Api;
using ImageBuilderPS.Aws.Pipeline;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Aws.Ec2;

/// <content>The changes that bring AMIs back.</content>
internal sealed partial class AwsEc2 : IEc2Changes
{
    public Task<IReadOnlyList<RecycledResource>> ListImagesInRecycleBinAsync(CancellationToken cancellationToken) => ec2.ReadPagesAsync(
        new("ListImagesInRecycleBin") { { "MaxResults", PageSize } },
        page => page.Items("imageSet").Select(Ec2Conversion.Recycled("imageId")),
        cancellationToken);

    public Task<IReadOnlyList<RecycledResource>> ListSnapshotsInRecycleBinAsync(CancellationToken cancellationToken) => ec2.ReadPagesAsync(
        new("ListSnapshotsInRecycleBin") { { "MaxResults", PageSize } },
        page => page.Items("snapshotSet").Select(Ec2Conversion.Recycled("snapshotId")),
        cancellationToken);

    public Task RestoreImageAsync(string imageId, CancellationToken cancellationToken) =>
        ec2.SendAsync(new("RestoreImageFromRecycleBin") { { "ImageId", imageId } }, cancellationToken);

    public Task RestoreSnapshotAsync(string snapshotId, CancellationToken cancellationToken) =>
        ec2.SendAsync(new("RestoreSnapshotFromRecycleBin") { { "SnapshotId", snapshotId } }, cancellationToken);

    public Task EnableImageAsync(string imageId, CancellationToken cancellationToken) =>
        ec2.SendAsync(new("EnableImage") { { "ImageId", imageId } }, cancellationToken);

    public Task AddTagsAsync(string resourceId, TagMap tags, CancellationToken cancellationToken)
    {
        var form = new QueryForm("CreateTags") { { "ResourceId.1", resourceId } };
        var number = 0;
        foreach (var tag in tags)
        {
            var name = FormattableString.Invariant($"Tag.{++number}.");
            form.Add(name + "Key", tag.Key);
            form.Add(name + "Value", tag.Value);
        }
        return ec2.SendAsync(form, cancellationToken);
    }

    public Task ShareAsync(string imageId, Ec2LaunchPermission sharing, CancellationToken cancellationToken) => AddPermissionsAsync(
        imageId,
        [
            .. sharing.UserIds.Select(id => ("UserId", id)),
            .. sharing.OrganizationArns.Select(arn => (IsUnit(arn) ? "OrganizationalUnitArn" : "OrganizationArn", arn)),
        ],
        cancellationToken);

    public Task PublishAsync(string imageId, CancellationToken cancellationToken) => AddPermissionsAsync(imageId, [("Group", "all")], cancellationToken);

    public Task ProtectAsync(string imageId, bool withCooldown, CancellationToken cancellationToken) =>
        ec2.SendAsync(new("EnableImageDeregistrationProtection") { { "ImageId", imageId }, { "WithCooldown", withCooldown } }, cancellationToken);

    private Task AddPermissionsAsync(string imageId, IEnumerable<(string Kind, string Value)> permissions, CancellationToken cancellationToken)
    {
        var form = new QueryForm("ModifyImageAttribute") { { "ImageId", imageId } };
        var number = 0;
        foreach (var (kind, value) in permissions)
            form.Add(FormattableString.Invariant($"LaunchPermission.Add.{++number}.{kind}"), value);
        return ec2.SendAsync(form, cancellationToken);
    }

    // arn:aws:organizations::123456789012:ou/o-1/ou-1
    private static bool IsUnit(string arn) => Arn.Parse(arn)?.ResourceType == "ou";
}
