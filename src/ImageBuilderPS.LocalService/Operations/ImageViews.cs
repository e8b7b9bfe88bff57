using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Operations;

/// <summary>Images in the shorter shapes of lists.</summary>
internal static class ImageViews
{
    public static ImageVersion Version(StoredImage stored)
    {
        var image = stored.Image;
        return new()
        {
            Arn = stored.Arn.WithVersion(stored.Arn.Version).ToString(),
            Name = image.Name,
            Type = image.Type,
            Version = image.Version,
            Platform = image.Platform,
            OsVersion = image.OsVersion,
            Owner = stored.Owner,
            DateCreated = image.DateCreated,
            BuildType = image.BuildType,
            ImageSource = image.ImageSource,
        };
    }

    public static ImageSummary Summary(StoredImage stored)
    {
        var image = stored.Image;
        return new()
        {
            Arn = image.Arn,
            Name = image.Name,
            Type = image.Type,
            Version = image.Version,
            Platform = image.Platform,
            OsVersion = image.OsVersion,
            State = image.State,
            Owner = stored.Owner,
            DateCreated = image.DateCreated,
            OutputResources = image.OutputResources,
            Tags = image.Tags,
            BuildType = image.BuildType,
            ImageSource = image.ImageSource,
            DeprecationTime = image.DeprecationTime,
            LifecycleExecutionId = image.LifecycleExecutionId,
            LoggingConfiguration = image.LoggingConfiguration,
        };
    }
}
