using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Why EC2 does not copy an AMI to an account and region.</summary>
internal static class CopyRefusals
{
    /// <summary>EC2's error message; null where it makes the copy.</summary>
    /// <param name="context">The account and region of the source.</param>
    /// <param name="ami">The AMI to make, with its region, account and name.</param>
    /// <param name="source">The id of the AMI that is copied; null where the service does not know it.</param>
    /// <param name="settings">What the configuration says of the AMI; null for nothing.</param>
    public static string? Find(OperationContext context, Ami ami, string? source, AmiDistributionConfiguration? settings)
    {
        var ec2 = context.Service.Get(ami.AccountId!, ami.Region!).Ec2;
        return OfName(ec2, ami)
            ?? OfQuota(context, ec2)
            ?? (source is null ? null : OfSource(context, source))
            ?? (settings?.KmsKeyId is { } key ? OfKey(context, ami, new(key), key, settings) : null)
            ?? (settings?.LaunchPermission?.UserGroups?.Contains(LaunchPermissions.All) is true && ec2.Settings.BlocksPublicImages
                ? Ec2Errors.PublicAccessBlocked().Message
                : null);
    }

    private static string? OfName(Ec2State ec2, Ami ami)
    {
        if (!AmiNameTemplate.IsValid(ami.Name!))
            return AmiNameTemplate.Malformed;
        return ec2.FindImageNamed(ami.Name!) is { } other ? $"AMI name {ami.Name} is already in use by AMI {other.ImageId}" : null;
    }

    private static string? OfQuota(OperationContext context, Ec2State ec2)
    {
        var quota = context.Settings.MaxImages;
        return ec2.Images.Count + ec2.RecycledImages.At(context.Now).Count() < quota ? null
            : $"You have reached your quota of {quota} for the number of images allowed in this Region. "
                + "Deregister unused images, or request an increase in your AMIs quota.";
    }

    private static string? OfSource(OperationContext context, string source) =>
        ImageQueries.FindReadable(context, source)?.SnapshotIds.Any(id => SnapshotOperations.FindReadable(context, id) is null) is true
            ? "You do not have permission to access the storage of this ami"
            : null;

    private static string? OfKey(OperationContext context, Ami ami, KmsKeyReference key, string text, AmiDistributionConfiguration settings)
    {
        var isForOther = ami.AccountId != context.State.Account;
        return key.IsOfOtherRegion(ami.Region) || (isForOther && key.IsBare) ? $"AMI snapshot copy failed with error: The specified keyId {text} is invalid"
            : isForOther && key.IsDefaultOfEbs ? $"AMI snapshot copy failed with error: The specified keyId {text} is not accessible"
            : key.IsDefaultOfEbs && DistributionTargets.IsShared(settings.LaunchPermission) ? "Snapshots encrypted with the AWS Managed CMK can't be shared."
            : null;
    }
}
