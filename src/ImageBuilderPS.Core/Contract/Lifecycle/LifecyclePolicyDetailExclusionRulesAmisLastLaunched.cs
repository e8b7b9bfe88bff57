using ImageBuilderPS.Constraints;

namespace ImageBuilderPS.Contract;

/// <summary>How lately an AMI was launched.</summary>
/// <remarks>Source: the service's published model.</remarks>
public sealed class LifecyclePolicyDetailExclusionRulesAmisLastLaunched : ExtensibleShape
{
    /// <summary>In units; 1 to 365.</summary>
    [ApiRequired, ApiRange(1, 365)]
    public int? Value { get; set; }

    /// <summary>DAYS, WEEKS, MONTHS or YEARS.</summary>
    [ApiRequired, OneOf(typeof(LifecyclePolicyTimeUnit))]
    public string? Unit { get; set; }

    /// <summary>The period.</summary>
    public override string ToString() => $"{Value} {Unit}";
}
