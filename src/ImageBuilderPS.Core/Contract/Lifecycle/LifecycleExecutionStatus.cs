namespace ImageBuilderPS.Contract;

/// <summary>States of a run.</summary>
public static class LifecycleExecutionStatus
{
    /// <summary>Going on.</summary>
    public const string InProgress = "IN_PROGRESS";

    /// <summary>Cancelled.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>Being cancelled.</summary>
    public const string Cancelling = "CANCELLING";

    /// <summary>Ended by an error.</summary>
    public const string Failed = "FAILED";

    /// <summary>Done.</summary>
    public const string Success = "SUCCESS";

    /// <summary>Not begun.</summary>
    public const string Pending = "PENDING";
}
