using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>Reads a status, without regard to case.</summary>
internal static class ImagePhases
{
    // The user guide names this state, the API's list of states does not: known here, not offered to anybody.
    private const string Importing = "IMPORTING";

    private static readonly Dictionary<string, ImagePhase> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [ImageStatus.Pending] = ImagePhase.Building,
        [ImageStatus.Creating] = ImagePhase.Building,
        [ImageStatus.Building] = ImagePhase.Building,
        [Importing] = ImagePhase.Building,
        [ImageStatus.Testing] = ImagePhase.Building,
        [ImageStatus.Distributing] = ImagePhase.Building,
        [ImageStatus.Integrating] = ImagePhase.Building,
        [ImageStatus.Available] = ImagePhase.Available,
        [ImageStatus.Deprecated] = ImagePhase.Deprecated,
        [ImageStatus.Disabled] = ImagePhase.Disabled,
        [ImageStatus.Failed] = ImagePhase.Failed,
        [ImageStatus.Cancelled] = ImagePhase.Cancelled,
        [ImageStatus.Deleted] = ImagePhase.Deleted,
    };

    public static ImagePhase Of(ImageState? state) => Of(state?.Status);

    public static ImagePhase Of(string? status) =>
        status is null ? ImagePhase.Unknown
        : string.Equals(status, ImageStatus.Available) ? ImagePhase.Available
        : Known.TryGetValue(status, out var phase) ? phase
        : ImagePhase.Unknown;
}
