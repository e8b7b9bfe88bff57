using System.Collections;
using System.Globalization;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>One thing that is wrong with a request.</summary>
public sealed class Violation
{
    private const int LongestValueShown = 80;
    private const int LongestPathShown = 160;

    /// <summary>The length at which names and ARNs are cut: valid ones of AWS are shorter, but for the longest paths of roles.</summary>
    internal const int LongestNameShown = 256;

    /// <summary>A violation.</summary>
    /// <param name="path">The JSON path of the member.</param>
    /// <param name="value">What was got; null when the member is missing.</param>
    /// <param name="expected">What is valid, in words.</param>
    /// <param name="example">A valid value, or null.</param>
    /// <param name="serviceMessage">The constraint in the service's words; null where the service accepts the value.</param>
    public Violation(string path, object? value, string expected, string? example, string? serviceMessage)
    {
        Path = path;
        Value = value;
        Got = Show(value);
        Expected = expected;
        Example = example;
        ServiceMessage = serviceMessage;
    }

    /// <summary>The JSON path of the member, such as <c>policyDetails[1].filter.value</c>.</summary>
    public string Path { get; }

    /// <summary>What was got, as it is; null when the member is missing.</summary>
    internal object? Value { get; }

    /// <summary>What was got, cut at 80 characters; <c>nothing</c> when the member is missing.</summary>
    public string Got { get; }

    /// <summary>What is valid, in words.</summary>
    public string Expected { get; }

    /// <summary>A valid value, or null.</summary>
    public string? Example { get; }

    /// <summary>
    /// The constraint in the service's words: <c>Member must not be null</c>. The whole message where
    /// <see cref="ServiceError"/> is not ValidationException. Null where the service accepts the value: the client follows the
    /// API pages, which are stricter in places than the API model imagebuilder-2019-12-02.
    /// </summary>
    public string? ServiceMessage { get; }

    /// <summary>The error that the service answers with, a subclass of <see cref="ImageBuilderException"/>.</summary>
    public Type ServiceError { get; private set; } = typeof(ValidationException);

    /// <summary>A violation for which the service has an error of its own instead of ValidationException.</summary>
    /// <typeparam name="TError">The error.</typeparam>
    /// <param name="path">The JSON path of the member.</param>
    /// <param name="value">What was got; null when the member is missing.</param>
    /// <param name="expected">What is valid, in words.</param>
    /// <param name="example">A valid value, or null.</param>
    /// <param name="message">The error's whole message; by default the message of <see cref="ToString"/>.</param>
    internal static Violation Create<TError>(string path, object? value, string expected, string? example = null, string? message = null)
        where TError : ImageBuilderException =>
        new(path, value, expected, example, message ?? Describe(path, Show(value), expected, example)) { ServiceError = typeof(TError) };

    /// <summary>The path, what was got, what was expected, and an example.</summary>
    public override string ToString() => Describe(Path, Got, Expected, Example);

    private static string Describe(string path, string got, string expected, string? example) =>
        $"{Shown(path, LongestPathShown)}: got {got}, expected {expected}" + (example is null ? "." : $", for example {example}.");

    /// <summary>A text fit for a message: cut at 80 characters, control characters escaped.</summary>
    /// <param name="text">The text.</param>
    public static string Shown(string text) => Shown(text, LongestValueShown);

    private static string Show(object? value) => value switch
    {
        null => "nothing",
        string text => $"'{Shown(text)}'",
        IDictionary map => Count(map.Count, "entry", "entries"),
        DateTimeOffset time => time.ToString("u", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        ICollection list => Count(list.Count, "item", "items"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    /// <summary>The same, cut at another length.</summary>
    internal static string Shown(string text, int longest) => Visible(Cut(text, longest));

    private static string Visible(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(Visible)) : text;

    private static string Visible(char character) => character switch
    {
        '\r' => "\\r",
        '\n' => "\\n",
        '\t' => "\\t",
        _ when char.IsControl(character) => $"\\u{(int)character:x4}",
        _ => character.ToString(),
    };

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return text.Substring(0, end) + "…";
    }
}
