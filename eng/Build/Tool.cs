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

    /// <summary>Runs a program unseen, for so long at most.</summary>
    /// <returns>Whether it ended in time and with success.</returns>
    public static bool Try(TimeSpan limit, string program, params string[] arguments)
    {
        using var process = Start(new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (process.WaitForExit(limit))
            return process.ExitCode == 0;
        process.Kill(entireProcessTree: true);
        return false;
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
        return Process.Start(start) ?? throw new BuildException($"{start.FileName} did not start.");
    }
}
