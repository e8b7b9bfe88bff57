using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Lifecycle;

/// <summary>Copies of images for simulated runs: what a run changes is the copy's own, the rest is shared.</summary>
internal static class ImageCopy
{
    public static Image Of(Image image) => new()
    {
        Arn = image.Arn,
        Type = image.Type,
        Name = image.Name,
        Version = image.Version,
        State = image.State,
        ImageRecipe = image.ImageRecipe,
        ContainerRecipe = image.ContainerRecipe,
        DateCreated = image.DateCreated,
        OutputResources = image.OutputResources is { } outputs
            ? new() { Amis = outputs.Amis is { } amis ? [.. amis.Where(ami => ami is not null).Select(Of)] : null, Containers = outputs.Containers }
            : null,
        Tags = image.Tags,
        DeprecationTime = image.DeprecationTime,
    };

    private static Ami Of(Ami ami) => new()
    {
        Region = ami.Region,
        Image = ami.Image,
        Name = ami.Name,
        State = ami.State,
        AccountId = ami.AccountId,
        IsPublic = ami.IsPublic,
        SharedAccounts = ami.SharedAccounts,
        Tags = ami.Tags,
        LastLaunchedTime = ami.LastLaunchedTime,
        SnapshotIds = ami.SnapshotIds,
    };
}
