using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageBuilderPS.Proofs.Crash;
using ImageBuilderPS.Proofs.Ledger;

namespace ImageBuilderPS.Proofs.Faults;

/// <summary>
/// Cmdlets distribute a list and update policies at the same time, while the service faults a third of all calls. At the end
/// the service's journal and images are compared with what the cmdlets told.
/// </summary>
internal sealed class FaultProof(int distributions, int updates, int seed, TextWriter output)
{
    private const int Policies = 20;
    private const double FaultedShare = 1.0 / 3;
    private const int Throttles = 20;
    private const int Unanswered = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    // What a call may meet, each with the same share of the faults.
    private static readonly JsonObject[] Effects =
    [
        new() { ["reset"] = "after" },
        new() { ["reset"] = "before" },
        new() { ["error"] = "ServiceException", ["status"] = 500 },
        new() { ["error"] = "ServiceUnavailableException", ["status"] = 503 },
        new() { ["html"] = true, ["status"] = 502 },
        new() { ["truncate"] = true },
        new() { ["delayMilliseconds"] = 300, ["delay"] = "after" },
    ];

    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("imagebuilder-faults-");
        using var service = new LocalService.LocalServiceFactory().Start(new() { Empty = true, Step = TimeSpan.FromMilliseconds(100) });
        using var client = new ServiceClient(service.Url);
        await DistributedImages.WriteListAsync(client, Path.Combine(folder.FullName, "inputs.csv"), distributions).ConfigureAwait(false);
        await WritePoliciesAsync(client, Path.Combine(folder.FullName, "policies.csv")).ConfigureAwait(false);
        await AddFaultsAsync(client).ConfigureAwait(false);
        using var journal = new JournalReader(service.Url);
        var reading = journal.ReadAllAsync();
        using var process = PowerShellProgram.StartFile(
            Path.Combine(AppContext.BaseDirectory, "Faults", "faults.ps1"), null,
            "-Url", service.Url.ToString().TrimEnd('/'), "-Folder", folder.FullName, "-Updates", updates.ToString(CultureInfo.InvariantCulture));
        var printed = await PowerShellProgram.ReadToEndAsync(process, Patience).ConfigureAwait(false);
        if (!File.Exists(Path.Combine(folder.FullName, "again.json")))
            throw new IOException($"The script failed: {printed}");
        journal.Stop();
        await reading.ConfigureAwait(false);
        var check = new ToldAndDone(Told(folder, "outcome.json"), Told(folder, "again.json"), journal, await DistributedImages.ReadAsync(client).ConfigureAwait(false));
        check.Run(DistributedImages.Sources(distributions));
        var (calls, faulted) = Count(folder);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls:N0} calls, {faulted:N0} faulted ({(double)faulted / calls:P0})"));
        check.Print(output);
        if (printed.Length > 0)
            output.WriteLine(printed);
        if (check.Findings == 0)
            folder.Delete(recursive: true);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{distributions:N0} distributions, {check.Updates:N0} policy updates, {calls:N0} calls of which {(double)faulted / calls:P0} were faulted, {check.Errors:N0} errors told"),
            check.Findings);
    }

    // A rule gets the calls that the rules before it left.
    private async Task AddFaultsAsync(ServiceClient client)
    {
        var share = FaultedShare / Effects.Length;
        var rules = Effects.Select((effect, index) =>
        {
            var rule = (JsonObject)effect.DeepClone();
            (rule["share"], rule["seed"]) = (share / (1 - (index * share)), (seed * Effects.Length) + index);
            return rule;
        }).ToList();
        rules.Add(new() { ["error"] = "TooManyRequestsException", ["operation"] = "DistributeImage", ["share"] = 0.01, ["count"] = Throttles });
        rules.Add(new() { ["error"] = "CallRateLimitExceededException", ["operation"] = "UpdateLifecyclePolicy", ["share"] = 0.01, ["count"] = Throttles });
        rules.Add(new() { ["noAnswer"] = "after", ["operation"] = "DistributeImage", ["share"] = 0.01, ["count"] = Unanswered });
        foreach (var rule in rules)
            await client.RequireAsync(HttpMethod.Post, "/_local/faults", rule).ConfigureAwait(false);
    }

    private static async Task WritePoliciesAsync(ServiceClient client, string file)
    {
        var lines = new List<string> { "LifecyclePolicyArn" };
        for (var i = 0; i < Policies; i++)
        {
            var created = await client.RequireAsync(HttpMethod.Put, "/CreateLifecyclePolicy", (JsonObject)JsonNode.Parse($$"""
                {"name":"policy-{{i}}","clientToken":"policy-{{i}}","executionRole":"role","resourceType":"AMI_IMAGE","status":"DISABLED",
                 "policyDetails":[{"action":{"type":"DEPRECATE"},"filter":{"type":"AGE","value":300,"unit":"DAYS"} }],
                 "resourceSelection":{"recipes":[{"name":"web-server","semanticVersion":"x.x.x"}]} }
                """)!).ConfigureAwait(false);
            lines.Add((string)created["lifecyclePolicyArn"]!);
        }
        await File.WriteAllLinesAsync(file, lines).ConfigureAwait(false);
    }

    private static Told[] Told(DirectoryInfo folder, string name) =>
        JsonSerializer.Deserialize<Told[]>(File.ReadAllText(Path.Combine(folder.FullName, name)))!;

    // Every call matches the first rule.
    private static (int Calls, int Faulted) Count(DirectoryInfo folder)
    {
        var rules = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.FullName, "faults.json")))!["faults"]!.AsArray();
        return ((int)rules[0]!["matched"]!, rules.Sum(rule => (int)rule!["applied"]!));
    }
}
