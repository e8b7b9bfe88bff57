namespace ImageBuilderPS.Api.Resources;

/// <summary>Groups of image statuses that a waiter, a lifecycle run and a state update treat alike.</summary>
internal enum ImagePhase
{
    /// <summary>No status, or one that this version does not know.</summary>
    Unknown,
    Building,
    Available,
    Deprecated,
    Disabled,
    Failed,
    Cancelled,
    Deleted,
}

/// <summary>What the status of an image or an AMI means. Statuses are read without regard to case.</summary>
/// <remarks>Source: API page ImageState; user guide, lifecycle states.</remarks>
internal static class ImageStatusInfo
{
    // The user guide names this status, the API's list of statuses does not. No completer offers it.
    private const string Importing = "IMPORTING";

    private static readonly Dictionary<string, ImagePhase> Phases = new(StringComparer.OrdinalIgnoreCase)
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

    /// <summary>The phase of a state; Unknown where there is no state.</summary>
    public static ImagePhase PhaseOf(ImageState? state) => PhaseOf(state?.Status);

    /// <summary>The phase of a status; Unknown for null and for a status that this version does not know.</summary>
    public static ImagePhase PhaseOf(string? status) =>
        status is not null && Phases.TryGetValue(status, out var phase) ? phase : ImagePhase.Unknown;

    /// <summary>Whether the image is still being built or distributed.</summary>
    public static bool IsInProgress(string? status) => PhaseOf(status) == ImagePhase.Building;

    /// <summary>Whether the image was built: it is available, or was before it was deprecated or disabled.</summary>
    public static bool IsBuilt(string? status) =>
        PhaseOf(status) is ImagePhase.Available or ImagePhase.Deprecated or ImagePhase.Disabled;

    /// <summary>Whether the status is final for a build or a distribution, successful or not.</summary>
    public static bool HasEnded(string? status) => PhaseOf(status) is not (ImagePhase.Unknown or ImagePhase.Building);

    /// <summary>Whether a state update may change one status to another.</summary>
    /// <param name="from">The status before.</param>
    /// <param name="to">The status that is requested: AVAILABLE, DELETED, DEPRECATED or DISABLED.</param>
    public static bool CanBecome(string? from, string? to) => PhaseOf(to) switch
    {
        ImagePhase.Deprecated => PhaseOf(from) is ImagePhase.Available,
        ImagePhase.Disabled => PhaseOf(from) is ImagePhase.Available or ImagePhase.Deprecated,
        ImagePhase.Available => PhaseOf(from) is ImagePhase.Deprecated or ImagePhase.Disabled,
        _ => !IsInProgress(from),
    };

    /// <summary>Whether a lifecycle run leaves a resource as it is, since it is past the state: deleted, or disabled where it deprecates.</summary>
    /// <param name="status">The resource's status.</param>
    /// <param name="to">The status that the run sets.</param>
    public static bool IsPast(string? status, string to) => PhaseOf(status) is var phase
        && (phase == ImagePhase.Deleted || (phase == ImagePhase.Disabled && PhaseOf(to) == ImagePhase.Deprecated));

    /// <summary>Whether a lifecycle run counts a resource as done before it does anything: it has the state already, or is past it.</summary>
    /// <param name="status">The resource's status.</param>
    /// <param name="to">The status that the run sets.</param>
    public static bool IsDone(string? status, string to) => PhaseOf(status) == PhaseOf(to) || IsPast(status, to);
}
