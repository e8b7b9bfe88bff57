using System.Text.RegularExpressions;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>Length in Unicode code points, and a pattern that the whole value must match.</summary>
/// <remarks>
/// The API pages and the API model imagebuilder-2019-12-02 differ in places; <see cref="ModelConstraint"/> is the model's
/// constraint there. The client follows the pages; the local service accepts what either accepts.
/// </remarks>
public abstract class StringConstraintAttribute : ConstraintAttribute
{
    private readonly string description;
    private readonly int minimum;
    private readonly int maximum;
    private readonly string? pattern;
    private readonly Lazy<Regex>? regex;

    /// <summary>A string constraint.</summary>
    /// <param name="description">What the value is, for messages: <c>an IAM role name or ARN</c>.</param>
    /// <param name="example">A valid value; null where the description is enough.</param>
    /// <param name="pattern">The pattern as the API gives it, with ^ and $; null for none.</param>
    /// <param name="minimum">The fewest code points.</param>
    /// <param name="maximum">The most code points.</param>
    protected StringConstraintAttribute(
        string description, string? example, string? pattern = null, int minimum = 0, int maximum = int.MaxValue)
    {
        this.description = description;
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
        ? minimum == 0 ? description : $"{description} of at least {minimum} character{(minimum == 1 ? "" : "s")}"
        : minimum == 0 ? $"{description} of at most {maximum} characters"
        : $"{description} of {minimum} to {maximum} characters";

    /// <summary>The API model's constraint; null where it is this one.</summary>
    private protected virtual StringConstraintAttribute? ModelConstraint => null;

    /// <inheritdoc/>
    public override IEnumerable<Violation> Check(string path, object value)
    {
        var text = (string)value;
        var errors = Errors(text).ToList();
        if (errors.Count == 0)
            return [];
        return IsAcceptedByService(text)
            ? [CreateViolation(path, value, null)]
            : (ModelConstraint?.Errors(text) ?? errors).Select(message => CreateViolation(path, value, message));
    }

    /// <summary>The messages of all parts of the API model's constraint, for the keys and values of maps.</summary>
    internal IEnumerable<string> ModelMessages => (ModelConstraint ?? this).Messages;

    /// <summary>Whether the API model's constraint differs from this one and accepts a text.</summary>
    internal bool IsAcceptedByService(string text) => ModelConstraint is { } model && !model.Errors(text).Any();

    /// <summary>The messages of the parts of this constraint that a text violates.</summary>
    internal IEnumerable<string> Errors(string text)
    {
        var length = CodePoints(text);
        if (length > maximum)
            yield return ServiceMessages.AtMost(maximum, "length");
        if (length < minimum)
            yield return ServiceMessages.AtLeast(minimum, "length");
        if (regex is not null && !regex.Value.IsMatch(text))
            yield return ServiceMessages.Pattern(pattern!);
    }

    private IEnumerable<string> Messages
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
