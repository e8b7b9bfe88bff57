using System.Globalization;
using System.Text.Json;
using ImageBuilderPS.Proofs.Crash;
using ImageBuilderPS.Proofs.Ledger;

namespace ImageBuilderPS.Proofs.Throttle;

/// <summary>A cmdlet sends five times what the service takes: no error, and little more time than the limit dictates.</summary>
internal sealed class ThrottleProof(int calls, TextWriter output)
{
    private const int Rate = 20;
    private const int Demand = 5 * Rate;
    private const int Concurrent = 20;
    private const double MaxRatio = 1.2;
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds((double)Concurrent / Demand);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("imagebuilder-throttle-");
        var list = Path.Combine(folder.FullName, "inputs.csv");
        using var service = new LocalService.LocalServiceFactory().Start(new() { Empty = true, Rate = Rate, Latency = Latency, Step = TimeSpan.FromMilliseconds(100) });
        using var client = new ServiceClient(service.Url);
        await DistributedImages.WriteListAsync(client, list, calls).ConfigureAwait(false);
        using var process = PowerShellProgram.Start(
            $"$inputs = Import-Csv '{list}'; $watch = [Diagnostics.Stopwatch]::StartNew(); "
            + $"$sent = @($inputs | Invoke-IBDistributeImage -EndpointUrl '{service.Url}' -ThrottleLimit {Concurrent} -Unordered -ErrorAction SilentlyContinue -ErrorVariable failures); "
            + "@{ Seconds = $watch.Elapsed.TotalSeconds; Sent = $sent.Count; Failures = @($failures | ForEach-Object { \"$_\" }) } | ConvertTo-Json -Compress");
        var printed = await PowerShellProgram.ReadToEndAsync(process, Patience).ConfigureAwait(false);
        var result = JsonSerializer.Deserialize<Measured>(printed) ?? throw new IOException(printed);
        // The first second's calls are there at once.
        var dictated = Math.Max(1, (double)(calls - Rate) / Rate);
        var ratio = result.Seconds / dictated;
        var done = string.Create(
            CultureInfo.InvariantCulture,
            $"{calls:N0} distributions, demand {Demand} a second, limit {Rate} a second: {result.Seconds:N1} s, {ratio:N2} times the {dictated:N1} s that the limit dictates");
        output.WriteLine(done);
        foreach (var failure in result.Failures.Take(Concurrent))
            output.WriteLine($"DEFECT {failure}");
        folder.Delete(recursive: true);
        return new(done, result.Failures.Length + (calls - result.Sent) + (ratio > MaxRatio ? 1 : 0));
    }

    private sealed record Measured(double Seconds, int Sent, string[] Failures);
}
