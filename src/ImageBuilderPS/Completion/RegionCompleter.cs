using System.Collections;
using ImageBuilderPS.Loading;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the names of AWS regions.</summary>
public sealed class RegionCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound) => ModuleState.RegionNames;
}
