using System.Diagnostics;

namespace ImageBuilderPS.Build;

/// <summary>Runs programs in the repository's root.</summary>
internal static class Tool
{
    /// <summary>Runs a program with this console and returns its exit code.</summary>
    public static int Run(string program, params string[] arguments)
    {
        using var process = Start(new(program, arguments));
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a program and returns its exit code and what it printed.</summary>
    public static (int ExitCode, string Output) Capture(string program, params string[] arguments)
    {
        using var process = Start(new(program, arguments) { RedirectStandardOutput = true });
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>The full path of a program that is on PATH, or null.</summary>
    public static string? Find(string program)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, file))
            .FirstOrDefault(File.Exists);
    }

    private static Process Start(ProcessStartInfo start)
    {
        start.WorkingDirectory = Repository.Root;
        // What is not read on a terminal is kept: PowerShell and dotnet leave colours out where they find this.
        if (Console.IsOutputRedirected)
            start.Environment["NO_COLOR"] = "1";
        return Process.Start(start) ?? throw new BuildException($"{start.FileName} did not start.");
    }
}
