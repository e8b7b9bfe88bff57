using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ImageBuilderPS.Completion;

/// <summary>Completes an argument from candidates that contain what was typed. It never throws: that would break the prompt.</summary>
public abstract class Completer : IArgumentCompleter
{
    /// <inheritdoc/>
    /// <remarks>PowerShell passes the names as declared, also where the user typed an alias or a prefix.</remarks>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var context = new CompletionContext(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters);
            var seen = new HashSet<string>(context.Chosen, StringComparer.OrdinalIgnoreCase);
            return [.. Candidates(context).Where(candidate => candidate.Matches(context.Word) && seen.Add(candidate.Text)).Select(candidate => candidate.ToResult())];
        }
        catch (Exception)
        {
            return [];
        }
    }

    private protected abstract IEnumerable<Candidate> Candidates(CompletionContext context);
}

/// <summary>Offers nothing for an argument that is not a path: without a completer, PowerShell offers file names.</summary>
public sealed class NoFileCompleter : Completer
{
    private protected override IEnumerable<Candidate> Candidates(CompletionContext context) => [];
}
