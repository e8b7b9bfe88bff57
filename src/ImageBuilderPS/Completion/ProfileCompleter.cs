using System.Collections;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the names of profiles.</summary>
public sealed class ProfileCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound) => ModuleState.ProfileNames;
}
