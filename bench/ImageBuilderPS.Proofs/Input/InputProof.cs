using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageBuilderPS.Proofs.Input;

/// <summary>
/// Gives hostile values to every parameter of every cmdlet, in a real PowerShell against a local service. Each call ends in
/// time, with a result or with an error of a known kind, and the service gets no request that the cmdlets should have refused.
/// </summary>
internal sealed class InputProof(int cases, int seed, TextWriter output)
{
    private const int MaxShown = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(60);

    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("imagebuilder-input-");
        using var service = new LocalService.LocalServiceFactory().Start(new() { Step = TimeSpan.FromMilliseconds(10) });
        using var process = PowerShellProgram.StartFile(
            Path.Combine(AppContext.BaseDirectory, "Input", "input.ps1"), new Dictionary<string, string> { ["HOME"] = folder.FullName },
            "-Url", service.Url.ToString().TrimEnd('/'), "-Folder", folder.FullName, "-Cases", Text(cases), "-Seed", Text(seed));
        var printed = await PowerShellProgram.ReadToEndAsync(process, Patience).ConfigureAwait(false);
        var outcome = Path.Combine(folder.FullName, "outcome.json");
        if (!File.Exists(outcome))
        {
            // The process died: the last case is the one that killed it.
            output.WriteLine($"DEFECT PowerShell ended with {process.ExitCode} in: {await File.ReadAllTextAsync(Path.Combine(folder.FullName, "case.txt")).ConfigureAwait(false)}");
            output.WriteLine(printed);
            return new("PowerShell ended", 1);
        }
        var result = JsonSerializer.Deserialize<Outcome>(await File.ReadAllTextAsync(outcome).ConfigureAwait(false))!;
        foreach (var (kind, count) in result.Kinds.OrderByDescending(kind => (int)kind.Value!))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-60}{(int)count!,8:N0}"));
        foreach (var finding in result.Findings.Take(MaxShown))
            output.WriteLine($"DEFECT {finding}");
        if (printed.Length > 0)
            output.WriteLine(printed);
        folder.Delete(recursive: true);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{result.Cmdlets:N0} cmdlets, {result.Parameters:N0} parameters, {result.Cases:N0} calls: {result.Succeeded:N0} succeeded, {result.Cases - result.Succeeded:N0} ended with an error of {result.Kinds.Count:N0} kinds; the longest took {result.Longest:N1} s"),
            result.Findings.Length);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Outcome(int Cmdlets, int Parameters, int Cases, int Succeeded, double Longest, JsonObject Kinds, string[] Findings);
}
