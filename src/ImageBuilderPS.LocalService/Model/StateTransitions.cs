using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Which state an image can be put in from which.</summary>
/// <remarks>Source: user guide, lifecycle states.</remarks>
internal static class StateTransitions
{
    public static bool Allows(string? from, string to) => to switch
    {
        ResourceStatus.Deprecated => from is ImageStatus.Available,
        ResourceStatus.Disabled => from is ImageStatus.Available or ImageStatus.Deprecated,
        ResourceStatus.Available => from is ImageStatus.Deprecated or ImageStatus.Disabled,
        _ => !ImageStates.IsUnderWay(from),
    };
}
