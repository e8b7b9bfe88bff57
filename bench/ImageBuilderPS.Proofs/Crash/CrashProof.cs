using System.Diagnostics;
using System.Globalization;

namespace ImageBuilderPS.Proofs.Crash;

/// <summary>Kills the program again and again while clients change its state, and checks the file after each kill.</summary>
internal sealed class CrashProof(int kills, int seed, TextWriter output)
{
    private const int ProbesOfOperation = 4;
    private const int MinLoadMilliseconds = 20;
    private const int MaxLoadMilliseconds = 500;

    // Every eighth kill comes while the program starts.
    private const int StartKills = 8;
    private const int MaxStartMilliseconds = 600;
    private const int ProgressInterval = 20;

    private readonly Random random = new(seed);
    private readonly Findings findings = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan longestStart;

    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("imagebuilder-crash-");
        var file = Path.Combine(folder.FullName, "state.db");
        try
        {
            await KillAllAsync(file, CreateProbes()).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or TimeoutException)
        {
            findings.CannotReopen(error.Message);
        }
        findings.Print(output);
        var megabytes = folder.EnumerateFiles().Sum(state => state.Length) >> 20;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kills} kills, {findings.ReopenFailures} reopen failures, {watch.Elapsed.TotalSeconds:N0} s, seed {seed}; the file has {megabytes} MB, and the longest start took {longestStart.TotalSeconds:N1} s"));
        if (!findings.IsClean)
        {
            output.WriteLine($"The file is {file}.");
        }
        else
            folder.Delete(recursive: true);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{kills:N0} kills, {findings.AllSent:N0} changes sent, {findings.AllAnswered:N0} answered"), findings.Defects);
    }

    private List<Probe> CreateProbes() =>
    [
        .. Enumerable.Range(0, ProbesOfOperation).SelectMany(i => new Probe[]
        {
            new Distributions($"image-{i}", findings),
            new Configurations($"configuration-{i}", findings),
            new PolicyUpdates($"policy-{i}", findings),
            new ResourceTags($"tagged-{i}", findings),
            new AmiTags(i, findings),
            new Parameters($"{i}", findings),
        }),
    ];

    private async Task KillAllAsync(string file, List<Probe> probes)
    {
        var since = -1L;
        for (var kill = 0; kill < kills; kill++)
        {
            if (kill % StartKills == StartKills - 1)
            {
                using var starting = ServiceProcess.Start(file);
                await Task.Delay(random.Next(MaxStartMilliseconds)).ConfigureAwait(false);
                await starting.KillAsync().ConfigureAwait(false);
                continue;
            }
            using var process = ServiceProcess.Start(file);
            using var service = await ListenAsync(process).ConfigureAwait(false);
            if (since >= 0)
                await Task.WhenAll(probes.Select(probe => probe.CheckAsync(service, since))).ConfigureAwait(false);
            foreach (var probe in probes)
                await probe.PrepareAsync(service, kill).ConfigureAwait(false);
            since = (await JournalCounts.ReadAsync(service, int.MaxValue).ConfigureAwait(false)).Last;
            var load = probes.ConvertAll(probe => LoadAsync(probe, service));
            await Task.Delay(random.Next(MinLoadMilliseconds, MaxLoadMilliseconds)).ConfigureAwait(false);
            await process.KillAsync().ConfigureAwait(false);
            await Task.WhenAll(load).ConfigureAwait(false);
            if (kill % ProgressInterval == 0)
                await Console.Error.WriteLineAsync($"{kill} kills, {watch.Elapsed.TotalSeconds:N0} s").ConfigureAwait(false);
        }
        using var last = ServiceProcess.Start(file);
        using var client = await ListenAsync(last).ConfigureAwait(false);
        await Task.WhenAll(probes.Select(probe => probe.CheckAsync(client, since))).ConfigureAwait(false);
        await Task.WhenAll(probes.Select(probe => probe.CheckAllAsync(client))).ConfigureAwait(false);
        await last.KillAsync().ConfigureAwait(false);
    }

    private async Task<ServiceClient> ListenAsync(ServiceProcess process)
    {
        var start = Stopwatch.StartNew();
        var url = await process.ListenAsync().ConfigureAwait(false);
        longestStart = start.Elapsed > longestStart ? start.Elapsed : longestStart;
        return new(url);
    }

    private static async Task LoadAsync(Probe probe, ServiceClient service)
    {
        try
        {
            while (await probe.ChangeAsync(service).ConfigureAwait(false))
            {
                // Until the program is killed.
            }
        }
        catch (HttpRequestException)
        {
            // There is no answer.
        }
    }
}
