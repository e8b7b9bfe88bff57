namespace ImageBuilderPS.Contract;

/// <summary>States of an image.</summary>
public static class ImageStatus
{
    /// <summary>Not begun.</summary>
    public const string Pending = "PENDING";

    /// <summary>Being created.</summary>
    public const string Creating = "CREATING";

    /// <summary>Being built.</summary>
    public const string Building = "BUILDING";

    /// <summary>Being tested.</summary>
    public const string Testing = "TESTING";

    /// <summary>Being distributed.</summary>
    public const string Distributing = "DISTRIBUTING";

    /// <summary>Being integrated.</summary>
    public const string Integrating = "INTEGRATING";

    /// <summary>Done, and in use.</summary>
    public const string Available = "AVAILABLE";

    /// <summary>Cancelled before it was done.</summary>
    public const string Cancelled = "CANCELLED";

    /// <summary>Ended by an error.</summary>
    public const string Failed = "FAILED";

    /// <summary>Still there, no longer recommended.</summary>
    public const string Deprecated = "DEPRECATED";

    /// <summary>Gone.</summary>
    public const string Deleted = "DELETED";

    /// <summary>Still there, not to be launched.</summary>
    public const string Disabled = "DISABLED";
}
