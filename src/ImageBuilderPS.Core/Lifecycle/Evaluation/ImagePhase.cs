namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>What an image's status means to a run.</summary>
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
