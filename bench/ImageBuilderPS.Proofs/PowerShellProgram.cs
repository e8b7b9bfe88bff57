using System.Diagnostics;

namespace ImageBuilderPS.Proofs;

/// <summary>A PowerShell of its own with the built module.</summary>
internal static class PowerShellProgram
{
    private const string Manifest = "ImageBuilderPS.psd1";

    /// <summary>The folder of the module: the root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    private static string Pwsh { get; } = FindPwsh();

    /// <summary>Starts PowerShell, imports the module, and runs a script.</summary>
    public static Process Start(string script) => Process.Start(CreateStart("-Command", $"Import-Module '{Path.Combine(Root, Manifest)}'; {script}"))!;

    /// <summary>Starts PowerShell with a script file, which imports the module itself.</summary>
    /// <param name="file">The file.</param>
    /// <param name="environment">Variables of the environment that are set for it.</param>
    /// <param name="arguments">Parameters of the script with their values; -Module is the module's manifest.</param>
    public static Process StartFile(string file, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = CreateStart(["-File", file, "-Module", Path.Combine(Root, Manifest), .. arguments]);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a process.</summary>
    /// <returns>What it printed, errors included.</returns>
    /// <exception cref="TimeoutException">It does not end in this time; it is killed.</exception>
    public static async Task<string> ReadToEndAsync(Process process, TimeSpan patience)
    {
        var (printed, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return (await printed.ConfigureAwait(false) + await errors.ConfigureAwait(false)).Trim();
    }

    private static ProcessStartInfo CreateStart(params string[] arguments)
    {
        var start = new ProcessStartInfo(Pwsh, ["-NoProfile", "-NonInteractive", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["NO_COLOR"] = "1";
        return start;
    }

    // The build puts the module into the repository's root, and restores PowerShell beside it.
    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Manifest)))
                return folder.FullName;
        }
        throw new IOException($"{Manifest} was not found in a folder above {AppContext.BaseDirectory}. Run the program from a checkout, after ./build.sh build.");
    }

    private static string FindPwsh()
    {
        var tools = new DirectoryInfo(Path.Combine(Root, "artifacts", "tools", "PowerShell"));
        var restored = tools.Exists ? tools.EnumerateFiles(OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh", SearchOption.AllDirectories).FirstOrDefault() : null;
        return restored?.FullName ?? "pwsh";
    }
}
