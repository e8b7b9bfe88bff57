using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Distributing;

/// <summary>What an image's state means to somebody who waits for it.</summary>
internal static class ImageProgress
{
    public static bool HasArrived(string? status) =>
        status is ImageStatus.Available or ImageStatus.Deprecated or ImageStatus.Disabled;

    public static bool HasEnded(string? status) =>
        HasArrived(status) || status is ImageStatus.Failed or ImageStatus.Cancelled or ImageStatus.Deleted;
}
