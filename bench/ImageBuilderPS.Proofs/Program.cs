using System.CommandLine;
using ImageBuilderPS.Proofs.Crash;
using ImageBuilderPS.Proofs.Fuzz;

var kills = new Option<int>("--kills") { Description = "How often the program is killed.", DefaultValueFactory = _ => 200 };
var requests = new Option<int>("--requests") { Description = "How many requests are sent.", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<int>("--seed") { Description = "Selects the random choices.", DefaultValueFactory = _ => 1 };

var crash = new Command("crash", "Kills the local service under load, and checks after each kill that no answered change is lost.") { kills, seed };
crash.SetAction((result, _) => new CrashProof(result.GetValue(kills), result.GetValue(seed), Console.Out).RunAsync());

var fuzz = new Command("fuzz", "Sends broken requests to a local service, and checks that every response is one of the service.") { requests, seed };
fuzz.SetAction((result, _) => new FuzzProof(result.GetValue(requests), result.GetValue(seed), Console.Out).RunAsync());

return await new RootCommand("Proofs of the local service's reliability.") { crash, fuzz }.Parse(args).InvokeAsync();
