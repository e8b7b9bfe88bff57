using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using ImageBuilderPS.Proofs;
using ImageBuilderPS.Proofs.Crash;
using ImageBuilderPS.Proofs.Faults;
using ImageBuilderPS.Proofs.Fuzz;
using ImageBuilderPS.Proofs.Input;
using ImageBuilderPS.Proofs.Ledger;
using ImageBuilderPS.Proofs.Preview;
using ImageBuilderPS.Proofs.Secrets;
using ImageBuilderPS.Proofs.Throttle;
using ImageBuilderPS.Proofs.Values;

var seed = new Option<int>("--seed") { Description = "Selects the random choices.", DefaultValueFactory = _ => 1 };
var result = new Option<string?>("--result") { Description = "A file for what was done and found, as JSON." };
var kills = Size("--kills", "How often the program is killed.", 200);
var requests = Size("--requests", "How many requests are sent.", 1_000_000);
var policies = Size("--policies", "How many random policies are previewed and run.", 10_000);
var inputs = Size("--inputs", "How many inputs are distributed.", 10_000);
var clientKills = Size("--kills", "How often PowerShell is killed.", 100);
var distributions = Size("--distributions", "How many images are distributed.", 10_000);
var updates = Size("--updates", "How often policies are updated.", 1_000);
var calls = Size("--calls", "How many distributions are sent.", 1_000);
var values = Size("--values", "How many values each member gets.", 1_000_000);
var cases = Size("--cases", "How many values are given to parameters, chosen at random; 0 for every value to every parameter.", 4_000);
var rounds = Size("--rounds", "How often all commands run, with other secrets each time.", 3);

return await new RootCommand("Proofs of the reliability of the cmdlets, the contract, the local service, the preview and the ledger.")
{
    Proof("faults", "Distributes and updates with cmdlets while a third of the calls fails.", (parsed, seed) =>
        new FaultProof(parsed.GetValue(distributions), parsed.GetValue(updates), seed, Console.Out).RunAsync(), distributions, updates),
    Proof("throttle", "Distributes with cmdlets five times as fast as the service takes it.", (parsed, _) =>
        new ThrottleProof(parsed.GetValue(calls), Console.Out).RunAsync(), calls),
    Proof("fuzz", "Sends broken requests to a local service, and checks that every response is one of the service.", (parsed, seed) =>
        new FuzzProof(parsed.GetValue(requests), seed, Console.Out).RunAsync(), requests),
    Proof("values", "Compares the constraints of the contract with a second statement of them, over random values.", (parsed, seed) =>
        new ValueProof(parsed.GetValue(values), seed, Console.Out).RunAsync(), values),
    Proof("input", "Gives hostile values to every parameter of every cmdlet.", (parsed, seed) =>
        new InputProof(parsed.GetValue(cases), seed, Console.Out).RunAsync(), cases),
    Proof("secrets", "Looks for secrets in every stream and file of the cmdlets.", (parsed, seed) =>
        new SecretProof(parsed.GetValue(rounds), seed, Console.Out).RunAsync(), rounds),
    Proof("crash", "Kills the local service under load, and checks after each kill that no answered change is lost.", (parsed, seed) =>
        new CrashProof(parsed.GetValue(kills), seed, Console.Out).RunAsync(), kills),
    Proof("ledger", "Kills PowerShell while it distributes a list with a ledger, and checks that each input is distributed once.", (parsed, seed) =>
        new LedgerProof(parsed.GetValue(inputs), parsed.GetValue(clientKills), seed, Console.Out).RunAsync(), inputs, clientKills),
    Proof("preview", "Previews random policies with EC2's facts, lets the oracle decide and a local service run them, and compares.", (parsed, seed) =>
        new PreviewProof(parsed.GetValue(policies), seed, Console.Out).RunAsync(), policies),
}.Parse(args).InvokeAsync();

static Option<int> Size(string name, string description, int size) => new(name) { Description = description, DefaultValueFactory = _ => size };

Command Proof(string name, string description, Func<ParseResult, int, Task<ProofResult>> run, params Option[] sizes)
{
    var command = new Command(name, description) { seed, result };
    foreach (var size in sizes)
        command.Add(size);
    command.SetAction(async (parsed, cancellation) =>
    {
        var watch = Stopwatch.StartNew();
        var (done, findings) = await run(parsed, parsed.GetValue(seed)).ConfigureAwait(false);
        var seconds = Math.Round(watch.Elapsed.TotalSeconds, 1);
        Console.WriteLine($"{name}: {done}; {findings} findings, {seconds:N0} s, seed {parsed.GetValue(seed)}");
        if (parsed.GetValue(result) is { } file)
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { proof = name, done, findings, seconds, seed = parsed.GetValue(seed) }), cancellation).ConfigureAwait(false);
        return findings == 0 ? 0 : 1;
    });
    return command;
}
