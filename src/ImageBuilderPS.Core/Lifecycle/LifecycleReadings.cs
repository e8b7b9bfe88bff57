namespace ImageBuilderPS.Lifecycle;

/// <summary>Questions that the documentation leaves open, where the evaluator takes the answer that deletes more.</summary>
[Flags]
public enum LifecycleReadings
{
    /// <summary>Nothing was open.</summary>
    None = 0,

    /// <summary>A failed or cancelled image below the age of a DELETE rule is deleted all the same.</summary>
    FailedBelowAge = 1,

    /// <summary>Images below the age of a DELETE rule take retention slots too.</summary>
    YoungTakeSlots = 2,

    /// <summary>An exclusion tag of one rule does not keep the image from the next rules.</summary>
    ExclusionOfOneRule = 4,

    /// <summary>Snapshots are acted on although their AMIs are not included.</summary>
    SnapshotsWithoutAmis = 8,

    /// <summary>An image without recipe counts by its own name and version.</summary>
    NameAsRecipe = 16,

    /// <summary>An AMI last launched less than a day before the window is taken at that, though EC2 reports up to a day late.</summary>
    LaunchAsReported = 32,
}
