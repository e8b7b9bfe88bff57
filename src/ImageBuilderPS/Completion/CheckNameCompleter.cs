using System.Collections;
using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the names of the checks of a distribution.</summary>
public sealed class CheckNameCompleter : Completer
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Words(IDictionary bound) => DistributeImageChecks.All;
}
