using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>A length of time in the API's units: days, weeks of 7 days, calendar months, calendar years.</summary>
/// <remarks>Times are UTC. A month after 31 January is the last day of February.</remarks>
internal sealed class Period
{
    private const int LongestClamp = 4;
    private readonly int days;
    private readonly int months;

    public Period(int value, string? unit)
    {
        Value = value;
        Unit = unit?.ToUpperInvariant() ?? "";
        (days, months) = Parts(value, unit) ?? throw new ArgumentException($"'{unit}' is not a unit of time.", nameof(unit));
    }

    public int Value { get; }

    public string Unit { get; }

    /// <summary>A length in days or in calendar months, the other being 0; null where the API has no such unit.</summary>
    public static (int Days, int Months)? Parts(int value, string? unit) => unit?.ToUpperInvariant() switch
    {
        LifecyclePolicyTimeUnit.Days => (value, 0),
        LifecyclePolicyTimeUnit.Weeks => (7 * value, 0),
        LifecyclePolicyTimeUnit.Months => (0, value),
        LifecyclePolicyTimeUnit.Years => (0, 12 * value),
        _ => null,
    };

    /// <summary>This period before a moment, prepared so that most times need one comparison.</summary>
    public Window Before(DateTimeOffset at)
    {
        var end = at.UtcDateTime;
        DateTime start;
        try
        {
            start = months > 0 ? end.AddMonths(-months) : end.AddDays(-days);
        }
        catch (ArgumentOutOfRangeException)
        {
            start = DateTime.MinValue;
        }
        // Going back from a short month's end lands before days whose anniversary it is: those are compared one by one.
        return new(months, end, start, months > 0 ? start.AddDays(LongestClamp) : start);
    }

    /// <summary>The moment at which this period after a time ends; null beyond the last date.</summary>
    public DateTime? EndAfter(DateTime time)
    {
        try
        {
            return months > 0 ? time.AddMonths(months) : time.AddDays(days);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public override string ToString() => $"{Value} {Unit}";

    internal readonly struct Window(int months, DateTime end, DateTime start, DateTime certainBoundary)
    {
        private readonly int months = months;
        private readonly DateTime end = end;
        private readonly DateTime start = start;
        private readonly DateTime certainBoundary = certainBoundary;

        /// <summary>Whether the time plus the period is before the moment.</summary>
        public bool IsOlder(DateTime time) => time < start || (time < certainBoundary && time.AddMonths(months) < end);

        /// <summary>Whether the time plus the period is after the moment.</summary>
        public bool Contains(DateTime time) =>
            months == 0 ? time > start : time >= certainBoundary || (time >= start && time.AddMonths(months) > end);

        /// <summary>Whether the time is less than a length of time before the moment, or after it.</summary>
        public bool IsWithinLast(TimeSpan last, DateTime time) => end - time < last;
    }
}
