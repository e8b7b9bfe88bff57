using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>Which images a rule acts on.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicyDetailFilter : ExtensibleShape, IMemberRules
{
    /// <summary>By AGE or by COUNT.</summary>
    [ApiRequired, OneOf(typeof(LifecyclePolicyDetailFilterType))]
    public string? Type { get; set; }

    /// <summary>The age in units, or how many images are kept; 1 to 1000.</summary>
    [ApiRequired, ApiRange(1, 1000)]
    public int? Value { get; set; }

    /// <summary>The unit of the age: DAYS, WEEKS, MONTHS or YEARS; needed with AGE.</summary>
    [OneOf(typeof(LifecyclePolicyTimeUnit))]
    public string? Unit { get; set; }

    /// <summary>How many of the newest images of each recipe version an AGE rule keeps whatever their age; 1 to 10.</summary>
    [ApiRange(1, 10)]
    public int? RetainAtLeast { get; set; }

    IEnumerable<Violation> IMemberRules.BrokenRules(string path)
    {
        if (Unit is null && string.Equals(Type, LifecyclePolicyDetailFilterType.Age, StringComparison.OrdinalIgnoreCase))
            yield return new(path + ".unit", null, "a unit (DAYS, WEEKS, MONTHS or YEARS) with an AGE filter", "DAYS", ServiceMessages.NotNull);
    }

    /// <summary>The filter in short: <c>AGE 90 DAYS</c>.</summary>
    public override string ToString() => $"{Type} {Value} {Unit}".TrimEnd();
}
