using System.CommandLine;
using ImageBuilderPS.Bench;
using ImageBuilderPS.Bench.Serving;

var engine = new Option<string>("--engine") { Description = "The PowerShell to measure with.", Required = true };
var module = new Option<string>("--module") { Description = "The manifest of the module to measure.", Required = true };
var before = new Option<string?>("--before") { Description = "The folder of an earlier package, to compare the sizes with." };
var only = new Option<string[]>("--only") { Description = "The measurements to make; all by default: " + string.Join(", ", Measurements.Names) + ".", AllowMultipleArgumentsPerToken = true };
var quick = new Option<bool>("--quick") { Description = "Fewer runs and smaller sizes: to see that it works, not to quote." };
var json = new Option<string>("--json") { Description = "The file for the figures.", DefaultValueFactory = _ => "bench.json" };
only.AcceptOnlyFromAmong(Measurements.Names);

var root = new RootCommand("Measures the module and the local service, side by side with what others do in the same run.") { engine, module, before, only, quick, json };
root.SetAction(result => Measurements.Run(
    new(result.GetValue(engine)!, result.GetValue(module)!, result.GetValue(before), result.GetValue(quick)), result.GetValue(only)!, result.GetValue(json)!));

var isEmpty = new Option<bool>("--empty") { Description = "Repeats the first response of each operation." };
var serve = new Command("serve", "Runs a local service until its input ends. A measurement starts it.") { isEmpty };
serve.SetAction(result => Server.Run(result.GetValue(isEmpty)));

var url = new Option<string>("--url") { Description = "The endpoint.", Required = true };
var count = new Option<int>("--count") { Description = "How many requests.", Required = true };
var inFlight = new Option<int>("--in-flight") { Description = "How many at a time.", Required = true };
var bare = new Command("bare", "Sends the last request that an endpoint got again and again. A measurement starts it.") { url, count, inFlight };
bare.SetAction((result, _) => BareClient.RunAsync(new(result.GetValue(url)!), result.GetValue(count), result.GetValue(inFlight)));

root.Add(serve);
root.Add(bare);
return await root.Parse(args).InvokeAsync();
