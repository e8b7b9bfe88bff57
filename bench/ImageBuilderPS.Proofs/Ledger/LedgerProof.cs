using System.Diagnostics;
using System.Globalization;
using ImageBuilderPS.Proofs.Crash;

namespace ImageBuilderPS.Proofs.Ledger;

/// <summary>
/// Kills PowerShell again and again while it distributes a list with a ledger, and runs the same command again. At the end
/// every input has exactly one image. Meanwhile the service loses responses, and lets some distributions fail.
/// </summary>
internal sealed class LedgerProof(int inputs, int kills, int seed, TextWriter output)
{
    private const double LostResponses = 0.1;
    private const int FailedTargets = 200;
    private const int MaxRuns = 20;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly Random random = new(seed);
    private readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("imagebuilder-ledger-");
        using var service = new LocalService.LocalServiceFactory().Start(new() { Empty = true, Step = Step, Latency = Latency });
        using var client = new ServiceClient(service.Url);
        await PrepareAsync(client, folder.FullName).ConfigureAwait(false);
        var command = new DistributionCommand(folder.FullName, service.Url);
        var (lengths, kill) = (new List<long>(), 0);
        // As long as the whole start takes, and a little longer: kills come at any point.
        var start = await command.MeasureStartAsync().ConfigureAwait(false);
        for (; kill < kills; kill++)
        {
            await command.RunAndKillAsync(TimeSpan.FromSeconds(random.NextDouble() * 2 * start.TotalSeconds)).ConfigureAwait(false);
            lengths.Add(command.LedgerLength);
            if (kill % 10 == 9)
                await Console.Error.WriteLineAsync($"{kill + 1} kills, {watch.Elapsed.TotalSeconds:N0} s").ConfigureAwait(false);
        }
        var runs = 0;
        var failures = int.MaxValue;
        while (failures > 0 && runs < MaxRuns)
        {
            failures = await command.RunAsync().ConfigureAwait(false);
            runs++;
        }
        return await ReportAsync(client, folder, lengths.Distinct().Count(), runs, failures).ConfigureAwait(false);
    }

    private async Task PrepareAsync(ServiceClient client, string folder)
    {
        await DistributedImages.WriteListAsync(client, Path.Combine(folder, DistributionCommand.Inputs), inputs).ConfigureAwait(false);
        await client.RequireAsync(HttpMethod.Post, "/_local/faults", new() { ["operation"] = "DistributeImage", ["share"] = LostResponses, ["seed"] = seed, ["reset"] = "after" }).ConfigureAwait(false);
        await client.RequireAsync(HttpMethod.Post, "/_local/faults", new() { ["cause"] = "kms", ["share"] = LostResponses, ["seed"] = seed, ["count"] = FailedTargets }).ConfigureAwait(false);
    }

    private async Task<ProofResult> ReportAsync(ServiceClient client, DirectoryInfo folder, int progressed, int runs, int failures)
    {
        var images = await DistributedImages.ReadAsync(client).ConfigureAwait(false);
        var expected = DistributedImages.Sources(inputs).ToList();
        var lost = expected.Count(source => images.GetValueOrDefault(source)?.Count is null or 0);
        var doubled = images.Values.Sum(states => states.Count - 1);
        var open = images.Values.Count(states => states.Exists(image => image.State != "AVAILABLE"));
        output.WriteLine("| inputs | kills | kills before which the ledger had grown | distributed once | lost | doubled | not AVAILABLE |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {inputs:N0} | {kills:N0} | {progressed:N0} | {images.Values.Count(states => states.Count == 1):N0} | {lost} | {doubled} | {open} |"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{LostResponses:P0} of the responses lost, {FailedTargets} targets failed once; {runs} runs after the last kill, {watch.Elapsed.TotalSeconds:N0} s, seed {seed}"));
        var unknown = images.Keys.Except(expected).Count();
        var defects = lost + doubled + open + failures + unknown;
        if (defects == 0)
            folder.Delete(recursive: true);
        else
            output.WriteLine($"DEFECT. {failures} errors in the last run, {unknown} images of no input. The ledger is in {folder.FullName}.");
        return new(string.Create(CultureInfo.InvariantCulture, $"{inputs:N0} distributions, {kills:N0} kills of PowerShell"), defects);
    }
}
