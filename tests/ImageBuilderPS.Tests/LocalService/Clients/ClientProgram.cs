using System.Diagnostics;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.LocalService.Clients;

/// <summary>
/// A program that others wrote. It runs in a folder of its own, knows the service by AWS_ENDPOINT_URL alone,
/// and reads no settings of the developer's.
/// </summary>
internal sealed class ClientProgram(string name, Uri? service) : IDisposable
{
    public const string AwsCli = "aws";
    public const string Node = "node";
    public const string Terraform = "terraform";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ibps-client-");

    public static string Python { get; } = OperatingSystem.IsWindows() ? "python" : "python3";

    /// <summary>Variables that differ from those of every client.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name))
        .FirstOrDefault(File.Exists);

    /// <summary>The path of a script beside these tests.</summary>
    public static string Script(string file) =>
        Path.Combine(Repository.Root, "tests", "ImageBuilderPS.Tests", "LocalService", "Clients", file);

    /// <summary>Copies a script into the program's folder.</summary>
    public void Take(string file) => File.Copy(Script(file), At(file));

    /// <summary>A path in the program's folder.</summary>
    public string At(string file) => Path.Combine(folder.FullName, file);

    /// <summary>Runs the program and fails the test, with all that it printed, if the program fails.</summary>
    /// <returns>The standard output.</returns>
    public async Task<string> SucceedsAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);
        Assert.True(exitCode == 0, $"{name} {string.Join(' ', arguments)}: exit code {exitCode}\n{output}\n{errors}");
        return output;
    }

    public async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(StartInfo(arguments))!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var late = "";
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            late = $"\nIt was ended after {Patience.TotalMinutes} minutes.";
        }
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors + late);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private ProcessStartInfo StartInfo(string[] arguments)
    {
        var start = new ProcessStartInfo(Find(name)!, arguments)
        {
            WorkingDirectory = folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var variable in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(variable);
        foreach (var (variable, value) in CommonVariables().Concat(Variables))
            start.Environment[variable] = value;
        return start;
    }

    private Dictionary<string, string> CommonVariables() => new()
    {
        ["AWS_ENDPOINT_URL"] = $"{service}",
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_DEFAULT_REGION"] = "us-east-1",
        ["AWS_CONFIG_FILE"] = At("no-config"),
        ["AWS_SHARED_CREDENTIALS_FILE"] = At("no-credentials"),
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        // A second attempt could hide a failure.
        ["AWS_MAX_ATTEMPTS"] = "1",
        ["AWS_PAGER"] = "",
        // Nothing listens there: whatever looks for a network fails at once.
        ["HTTPS_PROXY"] = "http://127.0.0.1:9",
        ["CHECKPOINT_DISABLE"] = "1",
        ["TF_REGISTRY_DISCOVERY_RETRY"] = "0",
    };

    private static bool IsForeign(string variable) => variable.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("TF_VAR_", StringComparison.OrdinalIgnoreCase)
        || variable.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase);
}
