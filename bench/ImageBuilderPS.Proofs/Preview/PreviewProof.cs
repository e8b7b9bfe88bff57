using ImageBuilderPS.Trials;

namespace ImageBuilderPS.Proofs.Preview;

/// <summary>Compares previews of random policies with the oracle, and with what the runs of a local service then do.</summary>
internal sealed class PreviewProof(int policies, int seed, TextWriter output)
{
    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var results = await PreviewTrials.RunAsync(policies, seed).ConfigureAwait(false);
        results.Print(output);
        return new(results.Summary, results.IsSame ? 0 : Math.Max(1, results.Findings));
    }
}
