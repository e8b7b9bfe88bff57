namespace ImageBuilderPS.Contract;

/// <summary>What a run does to a resource.</summary>
public static class LifecycleExecutionResourceActionName
{
    /// <summary>Makes it available again.</summary>
    public const string Available = "AVAILABLE";

    /// <summary>Deletes it.</summary>
    public const string Delete = "DELETE";

    /// <summary>Deprecates it.</summary>
    public const string Deprecate = "DEPRECATE";

    /// <summary>Disables it.</summary>
    public const string Disable = "DISABLE";
}
