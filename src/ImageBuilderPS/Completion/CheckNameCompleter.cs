using ImageBuilderPS.Distributing.Preflight;

namespace ImageBuilderPS.Completion;

/// <summary>Completes the names of the checks of a distribution.</summary>
public sealed class CheckNameCompleter : Completer
{
    private protected override IEnumerable<Candidate> Candidates(CompletionContext context) => DistributeImageChecks.All.Select(name => new Candidate(name));
}
