using System.Management.Automation;
using System.Text.RegularExpressions;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Binding;

/// <summary>Validates texts that are no members of the API. The message says what is expected.</summary>
/// <param name="pattern">A regular expression that the whole text has to match.</param>
/// <param name="expected">What is expected, with an example.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateTextAttribute(string pattern, string expected) : ValidateEnumeratedArgumentsAttribute
{
    private readonly Regex regex = new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant);

    /// <summary>The regular expression.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>What is expected.</summary>
    public string Expected { get; } = expected;

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        var text = element?.ToString() ?? "";
        if (!regex.IsMatch(text))
            throw new ValidationMetadataException($"got '{Violation.Shown(text)}', expected {Expected}.");
    }
}
