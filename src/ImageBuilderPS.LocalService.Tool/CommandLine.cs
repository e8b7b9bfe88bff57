using System.CommandLine;
using System.Runtime.InteropServices;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;

namespace ImageBuilderPS.LocalService.Tool;

/// <summary>The program's command line.</summary>
internal static class CommandLine
{
    private static readonly AccountIdAttribute AccountId = new();
    private static readonly LocalServiceOptions Defaults = new();

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port to listen on; 0 selects a free port.",
        DefaultValueFactory = _ => Defaults.Port,
    };

    private static readonly Option<string[]> Host = new("--host")
    {
        Description = "An address to listen on, or a name that callers use for this machine; may be repeated. "
            + "Without an address it is loopback. An address beyond loopback, such as 0.0.0.0, requires --access-key.",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Empty = new("--empty") { Description = "Start without the sample account." };

    private static readonly Option<int> Step = new("--step")
    {
        Description = "How long an image stays in each state, in milliseconds.",
        DefaultValueFactory = _ => (int)Defaults.Step.TotalMilliseconds,
    };

    private static readonly Option<int?> Rate = new("--rate")
    {
        Description = "The limit of calls per second for each operation; without it there is no limit.",
    };

    private static readonly Option<string> Account = new("--account")
    {
        Description = "The account id of the callers.",
        DefaultValueFactory = _ => Defaults.AccountId,
    };

    private static readonly Option<string?> AccessKey = new("--access-key")
    {
        Description = "The access key id that callers must sign with; without it every request is accepted, signed or not.",
    };

    private static readonly Option<string?> SecretKey = new("--secret-key") { Description = "The secret access key of --access-key." };

    private static readonly Option<int> Latency = new("--latency")
    {
        Description = "The minimum time of each response, in milliseconds.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "A file that keeps the state; without it the state is lost when the service ends.",
    };

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args) =>
        CreateCommand().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null });

    private static RootCommand CreateCommand()
    {
        const int MaxPort = 65535;
        InRange(Port, 0, MaxPort);
        InRange(Step, 0, int.MaxValue);
        InRange(Rate, 1, int.MaxValue);
        InRange(Latency, 0, int.MaxValue);
        var command = new RootCommand("A local EC2 Image Builder for tests. It needs no AWS account.")
        {
            Port, Host, Empty, Step, Rate, Account, AccessKey, SecretKey, Latency, Data,
        };
        Account.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var account }] && AccountId.Check("--account", account).FirstOrDefault() is { } violation)
                result.AddError(violation.ToString());
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(AccessKey) is null != result.GetValue(SecretKey) is null)
                result.AddError("--access-key and --secret-key must be given together.");
        });
        command.SetAction((result, _) => RunAsync(result));
        return command;
    }

    private static void InRange<T>(Option<T> option, int min, int max) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && (number < min || number > max))
            result.AddError($"{option.Name}: got {number}, expected {min} {(max == int.MaxValue ? "or more" : $"to {max}")}.");
    });

    private static async Task<int> RunAsync(ParseResult result)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupt = CancelOn(PosixSignal.SIGINT, stopping);
        using var terminate = CancelOn(PosixSignal.SIGTERM, stopping);
        try
        {
            using var service = LocalServiceFactory.Start(Options(result), result.GetValue(Data) is { } path ? SqliteDatabase.Open(path) : null);
            Console.WriteLine($"Listening on {service.Url.GetLeftPart(UriPartial.Authority)}");
            await Task.Delay(Timeout.Infinite, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return 1;
        }
    }

    // Stopping the service is not a failure: the exit code must be 0, not the signal's own.
    private static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource stopping) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            stopping.Cancel();
        });

    private static LocalServiceOptions Options(ParseResult result) => new()
    {
        Port = result.GetValue(Port),
        Hosts = result.GetValue(Host)!,
        Empty = result.GetValue(Empty),
        Step = TimeSpan.FromMilliseconds(result.GetValue(Step)),
        Rate = result.GetValue(Rate),
        AccountId = result.GetValue(Account)!,
        AccessKey = result.GetValue(AccessKey),
        SecretKey = result.GetValue(SecretKey),
        Latency = TimeSpan.FromMilliseconds(result.GetValue(Latency)),
    };
}
