using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Simulation;

/// <summary>Copies of images for simulated runs: a run changes members of the copy; the rest is shared with the original.</summary>
internal static class ImageCopy
{
    public static Image Create(Image image) => new()
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
            ? new() { Amis = outputs.Amis is { } amis ? [.. amis.Where(ami => ami is not null).Select(ami => ami.Copy())] : null, Containers = outputs.Containers }
            : null,
        Tags = image.Tags,
        DeprecationTime = image.DeprecationTime,
    };
}
