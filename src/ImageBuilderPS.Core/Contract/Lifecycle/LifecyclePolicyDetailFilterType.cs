namespace ImageBuilderPS.Contract;

/// <summary>How a rule picks images.</summary>
public static class LifecyclePolicyDetailFilterType
{
    /// <summary>Older than an age.</summary>
    public const string Age = "AGE";

    /// <summary>Beyond a number of the newest.</summary>
    public const string Count = "COUNT";
}
