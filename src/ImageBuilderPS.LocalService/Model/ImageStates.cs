using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>What the states of an image mean.</summary>
internal static class ImageStates
{
    /// <summary>Whether an image in this state is still on its way to another one.</summary>
    public static bool IsUnderWay(string? status) => ImagePhases.Of(status) == ImagePhase.Building;
}
