namespace ImageBuilderPS.Contract;

/// <summary>What a rule does.</summary>
public static class LifecyclePolicyDetailActionType
{
    /// <summary>Deletes.</summary>
    public const string Delete = "DELETE";

    /// <summary>Deprecates.</summary>
    public const string Deprecate = "DEPRECATE";

    /// <summary>Disables.</summary>
    public const string Disable = "DISABLE";
}
