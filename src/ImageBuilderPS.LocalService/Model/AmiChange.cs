using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.LocalService.Ec2;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Changes AMIs and their snapshots in EC2, as the role of a lifecycle execution may.</summary>
/// <remarks>Sources: user guide, lifecycle states; Image Builder's lifecycle sample.</remarks>
internal static class AmiChange
{
    /// <summary>Puts an AMI into a state. What is already gone, or already disabled, is a success.</summary>
    public static LifecycleExecutionResourceState CarryOut(OperationContext context, string account, string region, string id, string status)
    {
        var ec2 = context.Service.Get(account, region).Ec2;
        var image = ec2.Images.Find(id);
        var isDone = image is null || (status == ImageStatus.Disabled && image.IsDisabled);
        if (FindRefusal(context, account, id, isDone ? null : image!.Tags) is { } refusal)
            return ImageChange.Failed(refusal);
        if (isDone)
            return ImageChange.Success();
        try
        {
            Change(ec2, id, status, context.Now);
            return ImageChange.Success();
        }
        catch (ImageBuilderException error)
        {
            return ImageChange.Failed($"{error.ErrorCode}: {error.Message}");
        }
    }

    /// <summary>Deprecates an AMI from a future time on, as far as the role may.</summary>
    public static void Schedule(OperationContext context, string account, string region, string id, DateTimeOffset at)
    {
        var ec2 = context.Service.Get(account, region).Ec2;
        if (ec2.Images.Find(id) is { } image && FindRefusal(context, account, id, image.Tags) is null)
            ec2.Deprecate(id, at);
    }

    /// <summary>Deletes a snapshot of an AMI that was deregistered. It stays while another AMI consists of it.</summary>
    /// <remarks>IAM is asked before EC2: a snapshot that the role may not delete is a failure, also if another AMI consists of it.</remarks>
    public static LifecycleExecutionResourceState DeleteSnapshot(OperationContext context, string account, string region, string id)
    {
        var ec2 = context.Service.Get(account, region).Ec2;
        var snapshot = ec2.Snapshots.Find(id);
        if (FindRefusal(context, account, id, snapshot?.Tags) is { } refusal)
            return ImageChange.Failed(refusal);
        if (snapshot is null)
            return ImageChange.Success();
        if (ec2.FindUser(id) is { } user)
            return ImageChange.Skipped($"The snapshot stays: {user.ImageId} uses it.");
        ec2.DeleteSnapshot(id, context.Now);
        return ImageChange.Success();
    }

    // Why the role may not change an AMI or a snapshot, by its tags; they are null for one that is already gone, or in the state.
    private static string? FindRefusal(OperationContext context, string account, string id, TagMap? tags)
    {
        if (account != context.State.Account && !context.Settings.HasRole(account, LifecycleRoles.CrossAccount))
            return $"Could not assume the role arn:{context.State.Partition}:iam::{account}:role/{LifecycleRoles.CrossAccount}.";
        return tags is null || (tags.TryGetValue(DistributedAmis.CreatedBy, out var creator) && creator == DistributedAmis.ImageBuilder)
            ? null
            : "UnauthorizedOperation: The execution role may change only AMIs and snapshots with the tag "
                + $"{DistributedAmis.CreatedBy}: {DistributedAmis.ImageBuilder}; {id} does not have it.";
    }

    private static void Change(Ec2State ec2, string id, string status, DateTimeOffset now)
    {
        switch (status)
        {
            case ImageStatus.Deprecated:
                ec2.Deprecate(id, now);
                ec2.Tag(id, OutputExpectations.DeprecatedBy, DistributedAmis.ImageBuilder);
                break;
            case ImageStatus.Disabled:
                ec2.Disable(id);
                ec2.Tag(id, OutputExpectations.DeprecatedBy, null);
                break;
            case ImageStatus.Deleted:
                ec2.Deregister(id, now);
                break;
            default:
                ec2.Enable(id);
                ec2.Deprecate(id, null);
                ec2.Tag(id, OutputExpectations.DeprecatedBy, null);
                break;
        }
    }
}
