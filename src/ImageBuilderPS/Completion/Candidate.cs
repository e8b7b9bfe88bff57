using System.Management.Automation;
using System.Management.Automation.Language;

namespace ImageBuilderPS.Completion;

/// <summary>A word that a completer offers.</summary>
/// <param name="Text">The argument.</param>
/// <param name="Label">What a menu shows; the argument when left out.</param>
/// <param name="ToolTip">What it is; the argument when left out.</param>
internal sealed record Candidate(string Text, string? Label = null, string? ToolTip = null)
{
    private const string PlainCharacters = "-_./:";

    /// <summary>Whether the text is PowerShell code already.</summary>
    public bool IsCode { get; init; }

    /// <summary>A candidate with the parts of its tooltip that are known.</summary>
    /// <param name="text">The argument; null for no candidate.</param>
    /// <param name="label">What a menu shows.</param>
    /// <param name="parts">The parts.</param>
    public static Candidate? Of(string? text, string? label, params string?[] parts) => string.IsNullOrEmpty(text) ? null : new(
        text!,
        string.IsNullOrEmpty(label) ? null : label,
        string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } toolTip ? toolTip : null);

    /// <summary>Whether the candidate contains what was typed.</summary>
    /// <param name="typed">What was typed.</param>
    public bool Matches(string typed) => Contains(Text, typed) || (Label is not null && Contains(Label, typed));

    /// <summary>The candidate for PowerShell, quoted where an argument has to be.</summary>
    public CompletionResult ToResult() => new(
        IsCode || Text.All(IsPlain) ? Text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(Text)}'",
        Label ?? Text,
        CompletionResultType.ParameterValue,
        ToolTip ?? Text);

    private static bool IsPlain(char character) => character < 128 && (char.IsLetterOrDigit(character) || PlainCharacters.IndexOf(character) >= 0);

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
