using System.Diagnostics;
using System.Globalization;

namespace ImageBuilderPS.Proofs.Ledger;

/// <summary>The command of a user: PowerShell with the built module, the list and the ledger.</summary>
/// <param name="folder">Where the list and the ledger are.</param>
/// <param name="url">The service.</param>
internal sealed class DistributionCommand(string folder, Uri url)
{
    /// <summary>The name of the list.</summary>
    public const string Inputs = "inputs.csv";

    private const string Ledger = "ledger.jsonl";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>How many bytes the ledger has.</summary>
    public long LedgerLength => File.Exists(LedgerFile) ? new FileInfo(LedgerFile).Length : 0;

    private string LedgerFile => Path.Combine(folder, Ledger);

    /// <summary>How long it takes from the start of the process to the first line of the ledger.</summary>
    public async Task<TimeSpan> MeasureStartAsync()
    {
        var watch = Stopwatch.StartNew();
        using var process = Start();
        while (LedgerLength == 0 && !process.HasExited && watch.Elapsed < Patience)
            await Task.Delay(5).ConfigureAwait(false);
        await KillAsync(process).ConfigureAwait(false);
        return LedgerLength > 0 ? watch.Elapsed : throw new IOException($"The command wrote no ledger: {await process.StandardError.ReadToEndAsync().ConfigureAwait(false)}");
    }

    /// <summary>Starts the command, and kills it.</summary>
    /// <param name="after">The time in between.</param>
    public async Task RunAndKillAsync(TimeSpan after)
    {
        using var process = Start();
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(after)).ConfigureAwait(false);
        await KillAsync(process).ConfigureAwait(false);
    }

    /// <summary>Runs the command to its end.</summary>
    /// <returns>How many errors it wrote.</returns>
    public async Task<int> RunAsync()
    {
        using var process = Start();
        var result = await process.StandardOutput.ReadToEndAsync().WaitAsync(Patience).ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return int.TryParse(result, CultureInfo.InvariantCulture, out var errors)
            ? errors
            : throw new IOException($"The command failed: {result} {await process.StandardError.ReadToEndAsync().ConfigureAwait(false)}");
    }

    private static async Task KillAsync(Process process)
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync().ConfigureAwait(false);
    }

    private Process Start() => PowerShellProgram.Start(
        $"Import-Csv '{Path.Combine(folder, Inputs)}' | Invoke-IBDistributeImage -LedgerPath '{LedgerFile}' -Wait -PollingIntervalSeconds 0.2 "
        + $"-EndpointUrl '{url}' -ThrottleLimit 20 -Unordered -ErrorAction SilentlyContinue -ErrorVariable failures | Out-Null; $failures.Count");
}
