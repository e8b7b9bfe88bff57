using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Puts image resources into states.</summary>
internal static class ImageStateWriter
{
    public static void OfImage(RegionState state, StoredImage stored, string status, DateTimeOffset at, string executionId)
    {
        var image = stored.Image;
        image.LifecycleExecutionId = executionId;
        image.State = new() { Status = status };
        if (status == ImageStatus.Deleted)
            state.Images.Remove(stored);
        else if (status == ImageStatus.Deprecated)
            image.DeprecationTime ??= at;
        else if (status == ImageStatus.Available)
            image.DeprecationTime = null;
    }
}
