namespace ImageBuilderPS.Contract;

/// <summary>How a build began.</summary>
public static class BuildType
{
    /// <summary>By a person.</summary>
    public const string UserInitiated = "USER_INITIATED";

    /// <summary>By a schedule.</summary>
    public const string Scheduled = "SCHEDULED";

    /// <summary>By an import of a virtual machine.</summary>
    public const string Import = "IMPORT";

    /// <summary>By an import of an ISO file.</summary>
    public const string ImportIso = "IMPORT_ISO";
}
