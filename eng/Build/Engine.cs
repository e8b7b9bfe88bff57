namespace ImageBuilderPS.Build;

/// <summary>A PowerShell that runs the repository's scripts.</summary>
internal sealed class Engine
{
    private const string WindowsPowerShell = "powershell";
    private const string Installed = "pwsh";

    private Engine(string path, string moduleFramework) => (Path, ModuleFramework) = (path, moduleFramework);

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>The framework that this PowerShell loads the module for.</summary>
    public string ModuleFramework { get; }

    /// <summary>
    /// The PowerShell of a name: <c>pwsh</c> or <c>powershell</c> as installed, or of a version, brought into artifacts/
    /// first if it is not there; without a name the version that .config/dotnet-tools.json pins.
    /// </summary>
    /// <exception cref="BuildException">There is none.</exception>
    public static Engine Find(string? name) => name switch
    {
        null => new(PinnedTool.Find("PowerShell", Installed), "net8.0"),
        Installed => new(OnPath(name), "net8.0"),
        WindowsPowerShell => new(OnPath(name), "net472"),
        _ when Version.TryParse(name, out _) => new(PinnedTool.Find("PowerShell", Installed, name), "net8.0"),
        _ => throw new BuildException($"--engine: got '{name}', expected {Installed}, {WindowsPowerShell} or a version such as 7.6.9."),
    };

    /// <summary>Runs a script of the repository.</summary>
    public int Run(string script, params string[] arguments) => Tool.Run(Path, Line(script, arguments));

    /// <summary>Runs a script of the repository and returns its exit code and what it printed.</summary>
    public (int ExitCode, string Output) Capture(string script, params string[] arguments) => Tool.Capture(Path, Line(script, arguments));

    private static string[] Line(string script, string[] arguments)
    {
        string[] policy = OperatingSystem.IsWindows() ? ["-ExecutionPolicy", "Bypass"] : [];
        return ["-NoProfile", "-NonInteractive", .. policy, "-File", Repository.At(script), .. arguments];
    }

    private static string OnPath(string name) => Tool.Find(name)
        ?? throw new BuildException($"There is no {name} on PATH. Leave --engine out to use the PowerShell that the repository pins.");
}
