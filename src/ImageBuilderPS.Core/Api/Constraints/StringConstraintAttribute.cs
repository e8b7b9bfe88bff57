using System.Text.RegularExpressions;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>Length in Unicode code points, and a pattern that the whole value must match.</summary>
/// <remarks>
/// Where AWS's newer model takes other values than the API pages, <see cref="Newer"/> holds it: the client keeps to the pages,
/// and the local service takes what either takes.
/// </remarks>
public abstract class StringConstraintAttribute : ConstraintAttribute
{
    private readonly string words;
    private readonly int minimum;
    private readonly int maximum;
    private readonly string? pattern;
    private readonly Lazy<Regex>? regex;

    /// <summary>A string constraint.</summary>
    /// <param name="words">What the value is, for a person: <c>an IAM role name or ARN</c>.</param>
    /// <param name="example">A valid value; null where the words say it all.</param>
    /// <param name="pattern">The pattern as the API gives it, with ^ and $; null for none.</param>
    /// <param name="minimum">The fewest code points.</param>
    /// <param name="maximum">The most code points.</param>
    protected StringConstraintAttribute(
        string words, string? example, string? pattern = null, int minimum = 0, int maximum = int.MaxValue)
    {
        this.words = words;
        this.minimum = minimum;
        this.maximum = maximum;
        this.pattern = pattern;
        Example = example;
        if (pattern is not null)
            regex = new(() => WholeValue(pattern));
    }

    /// <inheritdoc/>
    public override string? Example { get; }

    /// <inheritdoc/>
    public override string Expected => maximum == int.MaxValue
        ? minimum == 0 ? words : $"{words} of at least {minimum} character{(minimum == 1 ? "" : "s")}"
        : minimum == 0 ? $"{words} of at most {maximum} characters"
        : $"{words} of {minimum} to {maximum} characters";

    /// <summary>The constraint of AWS's newer model; null where it is this one.</summary>
    private protected virtual StringConstraintAttribute? Newer => null;

    /// <inheritdoc/>
    public override IEnumerable<Violation> Check(string path, object value)
    {
        var text = (string)value;
        var breaches = Breaches(text).ToList();
        if (breaches.Count == 0)
            return [];
        return IsTakenByService(text)
            ? [Violate(path, value, null)]
            : (Newer?.Breaches(text) ?? breaches).Select(wording => Violate(path, value, wording));
    }

    /// <summary>Every part of the newest constraint in the service's words, for the keys and values of maps.</summary>
    internal IEnumerable<string> ServiceWordings => Newer is { } newer ? newer.Wordings : Wordings;

    internal bool IsTakenByService(string text) => Newer is { } newer && !newer.Breaches(text).Any();

    internal IEnumerable<string> Breaches(string text)
    {
        var length = CodePoints(text);
        if (length > maximum)
            yield return ServiceMessages.AtMost(maximum, "length");
        if (length < minimum)
            yield return ServiceMessages.AtLeast(minimum, "length");
        if (regex is not null && !regex.Value.IsMatch(text))
            yield return ServiceMessages.Pattern(pattern!);
    }

    private IEnumerable<string> Wordings
    {
        get
        {
            if (maximum < int.MaxValue)
                yield return ServiceMessages.AtMost(maximum, "length");
            if (minimum > 0)
                yield return ServiceMessages.AtLeast(minimum, "length");
            if (pattern is not null)
                yield return ServiceMessages.Pattern(pattern);
        }
    }

    // A .NET $ also matches before a final newline; \z does not.
    private static Regex WholeValue(string pattern) =>
        new(@"\A(?:" + pattern.TrimStart('^').TrimEnd('$') + @")\z", RegexOptions.CultureInvariant);

    private static int CodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
                count--;
        }
        return count;
    }
}
