using ImageBuilderPS.LocalService;

namespace ImageBuilderPS.Trials;

/// <summary>Trials of the preview: random policies whose runs have to do what their previews said.</summary>
public static class PreviewTrials
{
    /// <summary>Runs trials side by side, each worker with a local service of its own.</summary>
    /// <param name="policies">How many policies.</param>
    /// <param name="seed">The seed of the first one; each of the others has the next seed.</param>
    public static async Task<TrialResults> RunAsync(int policies, int seed)
    {
        var results = new TrialResults();
        var next = seed;
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            using var host = new LocalServiceFactory().Start(new() { Empty = true, Step = TimeSpan.FromSeconds(1), AccountId = RandomAccount.Own });
            using var service = new ServiceCaller(host.Url);
            int current;
            while ((current = Interlocked.Increment(ref next) - 1) < seed + policies)
            {
                await new PreviewTrial(host, service, current, results).RunAsync().ConfigureAwait(false);
                results.AddPolicy();
            }
        }))).ConfigureAwait(false);
        return results;
    }
}
