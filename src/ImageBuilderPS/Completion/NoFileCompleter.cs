using System.Collections;

namespace ImageBuilderPS.Completion;

/// <summary>Offers nothing for an argument that is no path: PowerShell completes file names where there is no completer.</summary>
public sealed class NoFileCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound) => [];
}
