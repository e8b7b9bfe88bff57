using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.LocalService.Operations;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>What EC2 knows of the AMIs of images.</summary>
internal static class AmiFacts
{
    /// <summary>A copy of an image whose AMIs have EC2's facts.</summary>
    public static Image Add(OperationContext context, Image image)
    {
        var copy = ImageCopy.Create(image);
        foreach (var ami in copy.OutputResources?.Amis ?? [])
            AddTo(context, ami);
        return copy;
    }

    // Nothing can exclude an AMI that is gone.
    private static void AddTo(OperationContext context, Ami ami)
    {
        var known = ami.Image is { } id
            ? context.Service.Get(DistributedAmis.AccountOf(context, ami), DistributedAmis.RegionOf(context, ami)).Ec2.Images.Find(id)
            : null;
        ami.IsPublic = known?.LaunchPermissions.IsPublic is true;
        ami.SharedAccounts = known?.LaunchPermissions.UserIds ?? [];
        ami.Tags = known?.Tags ?? [];
        ami.LastLaunchedTime = known?.LastLaunchedTime;
        ami.SnapshotIds = [.. known?.SnapshotIds ?? []];
        if (known is null && ami.Image is not null)
            ami.State = new() { Status = ImageStatus.Deleted };
    }
}
