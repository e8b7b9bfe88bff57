using System.Globalization;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Control;

/// <summary>Times in the queries of control paths.</summary>
internal static class TimeText
{
    /// <exception cref="ValidationException">The text is not a time.</exception>
    public static DateTimeOffset Parse(string name, string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new ValidationException($"{name}: got '{text}', expected an ISO 8601 time such as 2026-01-31T00:00:00Z.");
}
