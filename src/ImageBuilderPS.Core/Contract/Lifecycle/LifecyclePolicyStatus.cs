namespace ImageBuilderPS.Contract;

/// <summary>Whether a policy runs.</summary>
public static class LifecyclePolicyStatus
{
    /// <summary>It does not.</summary>
    public const string Disabled = "DISABLED";

    /// <summary>It runs once a day.</summary>
    public const string Enabled = "ENABLED";
}
