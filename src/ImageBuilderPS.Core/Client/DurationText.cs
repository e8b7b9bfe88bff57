using System.Globalization;
using System.Xml;

namespace ImageBuilderPS.Client;

/// <summary>Durations as text, by which the clock of a local service moves.</summary>
internal static class DurationText
{
    /// <summary>What is a duration, in words.</summary>
    public const string Expected = "a duration such as 30.00:00:00 (d.hh:mm:ss) or ISO 8601 P30D or PT1H";

    /// <summary>Reads a duration of zero or more. A bare number is none: its unit would be a guess.</summary>
    /// <param name="text">ISO 8601, or <c>d.hh:mm:ss</c>.</param>
    public static TimeSpan? Find(string text)
    {
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) || !text.Contains(':'))
        {
            try
            {
                duration = XmlConvert.ToTimeSpan(text);
            }
            catch (Exception error) when (error is FormatException or OverflowException)
            {
                return null;
            }
        }
        return duration >= TimeSpan.Zero ? duration : null;
    }
}
