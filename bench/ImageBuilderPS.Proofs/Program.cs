using System.CommandLine;
using ImageBuilderPS.Proofs.Crash;

var kills = new Option<int>("--kills") { Description = "How often the program is killed.", DefaultValueFactory = _ => 200 };
var seed = new Option<int>("--seed") { Description = "Selects the random choices.", DefaultValueFactory = _ => 1 };

var crash = new Command("crash", "Kills the local service under load, and checks after each kill that no answered change is lost.") { kills, seed };
crash.SetAction((result, _) => new CrashProof(result.GetValue(kills), result.GetValue(seed), Console.Out).RunAsync());

return await new RootCommand("Proofs of the local service's reliability.") { crash }.Parse(args).InvokeAsync();
