namespace ImageBuilderPS.Contract;

/// <summary>Units of age.</summary>
public static class LifecyclePolicyTimeUnit
{
    /// <summary>Days.</summary>
    public const string Days = "DAYS";

    /// <summary>Weeks of 7 days.</summary>
    public const string Weeks = "WEEKS";

    /// <summary>Calendar months.</summary>
    public const string Months = "MONTHS";

    /// <summary>Calendar years.</summary>
    public const string Years = "YEARS";
}
