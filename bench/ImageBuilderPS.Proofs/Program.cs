using System.CommandLine;
using ImageBuilderPS.Proofs.Crash;
using ImageBuilderPS.Proofs.Fuzz;
using ImageBuilderPS.Proofs.Ledger;
using ImageBuilderPS.Proofs.Preview;

var kills = new Option<int>("--kills") { Description = "How often the program is killed.", DefaultValueFactory = _ => 200 };
var requests = new Option<int>("--requests") { Description = "How many requests are sent.", DefaultValueFactory = _ => 1_000_000 };
var policies = new Option<int>("--policies") { Description = "How many random policies are previewed and run.", DefaultValueFactory = _ => 1_000 };
var inputs = new Option<int>("--inputs") { Description = "How many inputs are distributed.", DefaultValueFactory = _ => 10_000 };
var clientKills = new Option<int>("--kills") { Description = "How often PowerShell is killed.", DefaultValueFactory = _ => 100 };
var seed = new Option<int>("--seed") { Description = "Selects the random choices.", DefaultValueFactory = _ => 1 };

var crash = new Command("crash", "Kills the local service under load, and checks after each kill that no answered change is lost.") { kills, seed };
crash.SetAction((result, _) => new CrashProof(result.GetValue(kills), result.GetValue(seed), Console.Out).RunAsync());

var fuzz = new Command("fuzz", "Sends broken requests to a local service, and checks that every response is one of the service.") { requests, seed };
fuzz.SetAction((result, _) => new FuzzProof(result.GetValue(requests), result.GetValue(seed), Console.Out).RunAsync());

var preview = new Command("preview", "Previews random policies with EC2's facts, lets a local service run them, and compares.") { policies, seed };
preview.SetAction((result, _) => new PreviewProof(result.GetValue(policies), result.GetValue(seed), Console.Out).RunAsync());

var ledger = new Command("ledger", "Kills PowerShell while it distributes a list with a ledger, and checks that each input is distributed once.") { inputs, clientKills, seed };
ledger.SetAction((result, _) => new LedgerProof(result.GetValue(inputs), result.GetValue(clientKills), result.GetValue(seed), Console.Out).RunAsync());

return await new RootCommand("Proofs of the reliability of the local service, of the lifecycle preview and of the distribution ledger.") { crash, fuzz, preview, ledger }.Parse(args).InvokeAsync();
