using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completion;

/// <summary>Completes an argument from a list of words that contain what was typed.</summary>
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

    /// <summary>All words; empty when they cannot be determined.</summary>
    /// <param name="bound">The parameters that are bound so far.</param>
    protected abstract IEnumerable<string> Words(IDictionary bound);
}

/// <summary>Offers nothing for an argument that is not a path: without a completer, PowerShell offers file names.</summary>
public sealed class NoFileCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound) => [];
}

/// <summary>Completes the names of profiles.</summary>
public sealed class ProfileCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound) => ModuleState.ProfileNames;
}

/// <summary>Completes the names of AWS regions.</summary>
public sealed class RegionCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound) => ModuleState.RegionNames;
}
