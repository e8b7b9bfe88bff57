namespace ImageBuilderPS.Contract;

/// <summary>How a run went for one resource.</summary>
public static class LifecycleExecutionResourceStatus
{
    /// <summary>Ended by an error.</summary>
    public const string Failed = "FAILED";

    /// <summary>Going on.</summary>
    public const string InProgress = "IN_PROGRESS";

    /// <summary>It exists and an exclusion kept it.</summary>
    public const string Skipped = "SKIPPED";

    /// <summary>Done, or nothing was left to do.</summary>
    public const string Success = "SUCCESS";
}
