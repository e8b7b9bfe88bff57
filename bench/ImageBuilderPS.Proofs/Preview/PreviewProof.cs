using System.Diagnostics;
using System.Globalization;
using ImageBuilderPS.Trials;

namespace ImageBuilderPS.Proofs.Preview;

/// <summary>Compares previews of random policies with what the runs of a local service then do.</summary>
internal sealed class PreviewProof(int policies, int seed, TextWriter output)
{
    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        var results = await PreviewTrials.RunAsync(policies, seed).ConfigureAwait(false);
        results.Print(output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:N0} s, seed {seed}"));
        return results.IsSame ? 0 : 1;
    }
}
