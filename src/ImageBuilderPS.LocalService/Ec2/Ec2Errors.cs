using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>The errors of EC2.</summary>
internal static class Ec2Errors
{
    public static ImageBuilderException DryRun() => new(
        "Request would have succeeded, but DryRun flag is set.", "DryRunOperation", 412);

    public static ImageBuilderException ImageUnavailable(string id, string why) => new(
        $"The image ID '{id}' is not available: {why}", "InvalidAMIID.Unavailable", 400);

    public static ImageBuilderException NotOwner(string resourceType, string id) => new(
        $"Not authorized for {resourceType}:{id}", "AuthFailure", 403);

    public static ImageBuilderException Protected(Ec2Image image) => new(
        $"{image.ImageId} has deregistration protection"
            + (image.ProtectedUntil is { } end ? $" until {QueryXml.Text(end)}, the end of its cooldown." : ". Disable it first."),
        "OperationNotPermitted",
        400);

    public static ImageBuilderException PublicAccessBlocked() => new(
        "You can't publicly share this image because block public access for AMIs is enabled for this account and region.",
        "OperationNotPermitted",
        400);

    public static ImageBuilderException SnapshotInUse(string id, string image) => new(
        $"The snapshot {id} is currently in use by {image}", "InvalidSnapshot.InUse", 400);

    public static ImageBuilderException TooManyTags(string id, int limit) => new(
        $"{id} would have more than {limit} tags.", "TagLimitExceeded", 400);

    public static ImageBuilderException InvalidCombination(string message) => new(message, "InvalidParameterCombination", 400);
}
