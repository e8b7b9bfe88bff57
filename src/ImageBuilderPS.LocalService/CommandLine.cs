using System.CommandLine;
using System.Runtime.InteropServices;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.LocalService;

/// <summary>The program's command line.</summary>
internal static class CommandLine
{
    private static readonly AccountIdAttribute AccountId = new();
    private static readonly LocalServiceOptions Defaults = new();

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port to listen on; 0 takes a free one.",
        DefaultValueFactory = _ => Defaults.Port,
    };

    private static readonly Option<bool> Empty = new("--empty") { Description = "Start without the sample account." };

    private static readonly Option<int> Step = new("--step")
    {
        Description = "How long an image stays in each state, in milliseconds.",
        DefaultValueFactory = _ => (int)Defaults.Step.TotalMilliseconds,
    };

    private static readonly Option<int?> Rate = new("--rate")
    {
        Description = "Calls a second that each operation takes; no limit when left out.",
    };

    private static readonly Option<string> Account = new("--account")
    {
        Description = "The account that callers belong to.",
        DefaultValueFactory = _ => Defaults.AccountId,
    };

    private static readonly Option<string?> AccessKey = new("--access-key")
    {
        Description = "The access key id that callers must sign with; any signature or none will do when left out.",
    };

    private static readonly Option<string?> SecretKey = new("--secret-key") { Description = "The secret access key that goes with it." };

    private static readonly Option<int> Latency = new("--latency")
    {
        Description = "How long every answer takes at the least, in milliseconds.",
        DefaultValueFactory = _ => 0,
    };

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args) =>
        New().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });

    private static RootCommand New()
    {
        const int LargestPort = 65535;
        InRange(Port, 0, LargestPort);
        InRange(Step, 0, int.MaxValue);
        InRange(Rate, 1, int.MaxValue);
        InRange(Latency, 0, int.MaxValue);
        var command = new RootCommand("An EC2 Image Builder to try things on, with no AWS account.")
        {
            Port, Empty, Step, Rate, Account, AccessKey, SecretKey, Latency,
        };
        Account.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var account }] && AccountId.Check("--account", account).FirstOrDefault() is { } violation)
                result.AddError(violation.ToString());
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(AccessKey) is null != result.GetValue(SecretKey) is null)
                result.AddError("--access-key and --secret-key go together.");
        });
        command.SetAction((result, _) => RunAsync(result));
        return command;
    }

    private static void InRange<T>(Option<T> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && (number < least || number > most))
            result.AddError($"{option.Name} takes {least} {(most == int.MaxValue ? "or more" : $"to {most}")}, not {number}.");
    });

    private static async Task<int> RunAsync(ParseResult result)
    {
        using var ended = new CancellationTokenSource();
        using var interrupt = EndOn(PosixSignal.SIGINT, ended);
        using var terminate = EndOn(PosixSignal.SIGTERM, ended);
        try
        {
            using var service = new LocalServiceFactory().Start(Options(result));
            Console.WriteLine($"Listening on {service.Url.GetLeftPart(UriPartial.Authority)}");
            await Task.Delay(Timeout.Infinite, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return 1;
        }
    }

    // Being told to end is no failure, so the signal's own exit code is kept away.
    private static PosixSignalRegistration EndOn(PosixSignal signal, CancellationTokenSource ended) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            ended.Cancel();
        });

    private static LocalServiceOptions Options(ParseResult result) => new()
    {
        Port = result.GetValue(Port),
        Empty = result.GetValue(Empty),
        Step = TimeSpan.FromMilliseconds(result.GetValue(Step)),
        Rate = result.GetValue(Rate),
        AccountId = result.GetValue(Account)!,
        AccessKey = result.GetValue(AccessKey),
        SecretKey = result.GetValue(SecretKey),
        Latency = TimeSpan.FromMilliseconds(result.GetValue(Latency)),
    };
}
