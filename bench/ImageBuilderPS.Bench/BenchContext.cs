namespace ImageBuilderPS.Bench;

/// <summary>What is measured.</summary>
/// <param name="Engine">The PowerShell.</param>
/// <param name="Module">The manifest of the module.</param>
/// <param name="Before">The folder of an earlier package; null when there is none.</param>
/// <param name="IsQuick">Whether sizes are small.</param>
internal sealed record BenchContext(string Engine, string Module, string? Before, bool IsQuick)
{
    /// <summary>The clients of others.</summary>
    public Peers Peers { get; } = new();

    /// <summary>How often a process is started for one figure; the median counts.</summary>
    public int Starts => IsQuick ? 3 : 15;

    /// <summary>Runs one of the scripts in a PowerShell of its own.</summary>
    /// <param name="script">The file's name.</param>
    /// <param name="arguments">Its arguments.</param>
    public ChildResult RunScript(string script, params string[] arguments) =>
        Child.Run(Engine, ["-NoProfile", "-NonInteractive", "-File", Child.FileBeside("Scripts", script), .. arguments]);
}
