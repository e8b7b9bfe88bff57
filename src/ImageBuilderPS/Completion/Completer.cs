using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ImageBuilderPS.Completion;

/// <summary>Completes an argument from a list of words.</summary>
public abstract class Completer : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        return Words(fakeBoundParameters)
            .Where(candidate => candidate.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
            .Select(candidate => new CompletionResult(candidate.Contains(' ') ? $"'{candidate}'" : candidate));
    }

    /// <summary>All words; none when they cannot be had.</summary>
    /// <param name="bound">The parameters that are given so far.</param>
    protected abstract IEnumerable<string> Words(IDictionary bound);
}
