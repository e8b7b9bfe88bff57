using System.Globalization;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>The smallest and the largest whole number that the API accepts.</summary>
/// <param name="minimum">The smallest.</param>
/// <param name="maximum">The largest.</param>
public sealed class ApiRangeAttribute(int minimum, int maximum) : ConstraintAttribute
{
    /// <summary>The smallest number.</summary>
    public int Minimum { get; } = minimum;

    /// <summary>The largest number.</summary>
    public int Maximum { get; } = maximum;

    /// <inheritdoc/>
    public override string Expected => Maximum == int.MaxValue
        ? $"a whole number of {Minimum} or more"
        : $"a whole number from {Minimum} to {Maximum}";

    /// <inheritdoc/>
    public override IEnumerable<Violation> Check(string path, object value)
    {
        var number = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        if (number < Minimum)
            yield return CreateViolation(path, value, ServiceMessages.AtLeast(Minimum, "value"));
        if (number > Maximum)
            yield return CreateViolation(path, value, ServiceMessages.AtMost(Maximum, "value"));
    }
}
