namespace ImageBuilderPS.Build;

/// <summary>A PowerShell on this machine.</summary>
internal sealed class Engine
{
    private static readonly TimeSpan FetchLimit = TimeSpan.FromSeconds(60);
    private readonly string path;

    private Engine(string path, EngineName name) => (this.path, Name) = (path, name);

    public EngineName Name { get; }

    /// <summary>The framework that this PowerShell loads the module for.</summary>
    public string ModuleFramework => Name == EngineName.Pwsh ? "net8.0" : "net472";

    /// <summary>The PowerShell of that name: installed, fetched earlier, or fetched now.</summary>
    /// <returns>Null where there is none; the reason has been printed.</returns>
    public static Engine? Find(EngineName name)
    {
        var program = name == EngineName.Pwsh ? "pwsh" : "powershell";
        if ((Tool.Find(program) ?? Fetched()) is { } found)
            return new(found, name);
        var why = name == EngineName.WindowsPowerShell ? "and it comes with Windows alone"
            : FetchingIsOff ? "and IMAGEBUILDERPS_NO_FETCH is set"
            : Tool.Try(FetchLimit, "dotnet", "tool", "install", "PowerShell", "--tool-path", Repository.Tools)
                ? null : "and `dotnet tool install PowerShell` could not get it";
        if (why is null && Fetched() is { } fetched)
            return new(fetched, name);
        Console.WriteLine($"No {program} on this machine, {why}.");
        return null;
    }

    /// <summary>Runs a script of the repository.</summary>
    public int Run(string script, params string[] arguments) => Tool.Run(path, Arguments(script, arguments));

    /// <summary>Sees to it that scripts of eng/ can import a module: installed, fetched earlier, or fetched now.</summary>
    /// <returns>False where it is not to be had; the reason has been printed.</returns>
    public bool HasModule(string module, string minimumVersion)
    {
        string[] fetch = FetchingIsOff ? [] : ["-Fetch"];
        if (Tool.Try(FetchLimit, path,
            Arguments("eng/FindModule.ps1", ["-Name", module, "-MinimumVersion", minimumVersion, "-Folder", Repository.Modules, .. fetch])))
            return true;
        Console.WriteLine($"No PowerShell module {module} {minimumVersion} or later on this machine, and "
            + (FetchingIsOff ? "IMAGEBUILDERPS_NO_FETCH is set." : "it could not be fetched."));
        return false;
    }

    private static bool FetchingIsOff => Environment.GetEnvironmentVariable("IMAGEBUILDERPS_NO_FETCH") is not (null or "" or "0");

    private static string? Fetched()
    {
        var file = Path.Combine(Repository.Tools, OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh");
        return File.Exists(file) ? file : null;
    }

    private static string[] Arguments(string script, string[] arguments)
    {
        string[] policy = OperatingSystem.IsWindows() ? ["-ExecutionPolicy", "Bypass"] : [];
        return ["-NoProfile", "-NonInteractive", .. policy, "-File", Repository.At(script), .. arguments];
    }
}
