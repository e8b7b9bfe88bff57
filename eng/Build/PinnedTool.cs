using System.Text.Json;

namespace ImageBuilderPS.Build;

/// <summary>The .NET tools that .config/dotnet-tools.json pins, brought into artifacts/tools when they are needed first.</summary>
internal static class PinnedTool
{
    /// <summary>The path of a tool's program.</summary>
    /// <param name="package">The tool's package.</param>
    /// <param name="command">The name of its program.</param>
    /// <param name="version">Another version than the pinned one.</param>
    /// <exception cref="BuildException">It could not be restored.</exception>
    public static string Find(string package, string command, string? version = null)
    {
        version ??= Version(package);
        var folder = Repository.At("artifacts", "tools", package, version);
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? command + ".exe" : command);
        if (File.Exists(program))
            return program;
        Console.Error.WriteLine($"Restoring {package} {version}...");
        var (exitCode, output) = Tool.Capture("dotnet", "tool", "install", package, "--version", version, "--tool-path", folder);
        return exitCode == 0 && File.Exists(program)
            ? program
            : throw new BuildException($"{package} {version} could not be restored:\n{output}");
    }

    private static string Version(string package)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Repository.At(".config", "dotnet-tools.json")));
        return manifest.RootElement.GetProperty("tools").GetProperty(package.ToLowerInvariant()).GetProperty("version").GetString()!;
    }
}
