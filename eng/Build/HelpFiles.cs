namespace ImageBuilderPS.Build;

/// <summary>Compiles the cmdlets' help. The result is committed, since a build must not need PlatyPS.</summary>
internal static class HelpFiles
{
    public static int Compile(EngineName engineName) =>
        Engine.Find(engineName) is { } engine && engine.HasModule("Microsoft.PowerShell.PlatyPS", "1.0.0")
            ? engine.Run("eng/Help.ps1", "-ModuleFolder", Repository.Modules)
            : throw new BuildException("The help was not compiled, for the reason above.");
}
