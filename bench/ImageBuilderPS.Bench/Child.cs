using System.Diagnostics;
using System.Text.Json;

namespace ImageBuilderPS.Bench;

/// <summary>A program that ended.</summary>
/// <param name="Elapsed">The time from its start to its end.</param>
/// <param name="Output">What it printed.</param>
internal sealed record ChildResult(TimeSpan Elapsed, string Output)
{
    /// <summary>A number of the object in JSON that is its last line.</summary>
    public double this[string name] => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty(name).GetDouble();
}

/// <summary>Runs programs with dummy credentials, and without the user's AWS settings.</summary>
internal static class Child
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static ChildResult Run(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(program, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        watch.Stop();
        return process.ExitCode == 0
            ? new(watch.Elapsed, output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed with {process.ExitCode}:\n{output}{errors.Result}");
    }

    /// <summary>Whether a program runs with these arguments.</summary>
    public static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            Run(program, arguments);
            return true;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Starts a program.</summary>
    public static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_REGION"] = "us-east-1",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = Path.Combine(AppContext.BaseDirectory, "no-config"),
            ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(AppContext.BaseDirectory, "no-credentials"),
            ["NO_COLOR"] = "1",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
            ["POWERSHELL_UPDATECHECK"] = "Off",
        },
    }) ?? throw new InvalidOperationException($"{program} did not start.");

    /// <summary>A file that is built beside this program.</summary>
    public static string FileBeside(string folder, string name) => Path.Combine(AppContext.BaseDirectory, folder, name);
}
