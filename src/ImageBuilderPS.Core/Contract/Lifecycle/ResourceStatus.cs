namespace ImageBuilderPS.Contract;

/// <summary>States that an image can be put in by hand.</summary>
public static class ResourceStatus
{
    /// <summary>Back in use.</summary>
    public const string Available = "AVAILABLE";

    /// <summary>Gone.</summary>
    public const string Deleted = "DELETED";

    /// <summary>Still there, no longer recommended.</summary>
    public const string Deprecated = "DEPRECATED";

    /// <summary>Still there, not to be launched.</summary>
    public const string Disabled = "DISABLED";
}
