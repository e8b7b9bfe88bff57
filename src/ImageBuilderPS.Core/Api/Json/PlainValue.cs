using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Api.Json;

/// <summary>
/// Converts values to the contract's texts, numbers, flags and times: one rule for files, for objects and for parameters.
/// Nothing is rounded, and only the texts <c>true</c> and <c>false</c> become flags.
/// </summary>
public static class PlainValue
{
    private const string TimePattern =
        @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[Tt ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?(?:[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?))?)?\z";

    private static readonly Regex WholeNumber = new(@"\A-?[0-9]+\z", RegexOptions.CultureInvariant);
    private static readonly Regex Iso8601 = new(TimePattern, RegexOptions.CultureInvariant);
    private static readonly DateTimeOffset Epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What a member of a type accepts, in words.</summary>
    /// <param name="type">Text, bool, int, double or DateTimeOffset.</param>
    public static string Expected(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(int) ? "a whole number"
        : type == typeof(double) ? "a number"
        : type == typeof(DateTimeOffset) ? "an ISO 8601 time, such as 2026-01-31T12:00:00Z"
        : "text";

    /// <summary>Reads a value.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="type">Text, bool, int, double or DateTimeOffset.</param>
    /// <param name="result">The value of that type.</param>
    /// <returns>Whether the value can be converted.</returns>
    public static bool TryRead(object? value, Type type, out object? result)
    {
        result = type == typeof(bool) ? Flag(value)
            : type == typeof(int) ? Number(value)
            : type == typeof(double) ? (value is int or long or decimal or double ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null)
            : type == typeof(DateTimeOffset) ? Time(value)
            : Text(value);
        return result is not null;
    }

    /// <summary>A value in a few words, for errors: text in quotes, cut at 80 characters.</summary>
    /// <param name="value">The value.</param>
    public static string Describe(object? value) => value switch
    {
        null => "null",
        string text => $"'{Violation.Shown(text)}'",
        bool flag => flag ? "true" : "false",
        DateTime or DateTimeOffset => "the time " + ((IFormattable)value).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IDictionary => "an object",
        IEnumerable => "a list",
        _ => "an object",
    };

    internal static DateTimeOffset? TimeOf(string text) =>
        Iso8601.IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    internal static DateTimeOffset? TimeOf(double seconds)
    {
        try
        {
            return Epoch.AddMilliseconds(Math.Round(seconds * 1000));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static bool? Flag(object? value) => value switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) && text.Length == text.Trim().Length => flag,
        _ => null,
    };

    private static int? Number(object? value)
    {
        decimal number;
        switch (value)
        {
            case string text when WholeNumber.IsMatch(text) && decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number):
                break;
            case double or float when Math.Abs(Convert.ToDouble(value, CultureInfo.InvariantCulture)) <= int.MaxValue:
                number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal when !value.GetType().IsEnum:
                number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
                break;
            default:
                return null;
        }
        return number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    // A time without a zone is UTC, as text and as what ConvertFrom-Json makes of such a text.
    private static DateTimeOffset? Time(object? value) => value switch
    {
        DateTimeOffset time => time,
        DateTime { Kind: DateTimeKind.Local } time => new DateTimeOffset(time.ToUniversalTime()),
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        string text => TimeOf(text),
        int or long or double or decimal => TimeOf(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => null,
    };

    // Constants of the AWS SDK return their text from ToString. A time is not converted: it has many spellings, and
    // ConvertFrom-Json makes a time of any text that looks like one.
    private static string? Text(object? value) => value switch
    {
        string text => text,
        null or DateTime or DateTimeOffset or IDictionary or IEnumerable or Delegate => null,
        bool flag => flag.ToString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ when value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType == typeof(object) => null,
        Shape => null,
        _ => value.ToString(),
    };
}
