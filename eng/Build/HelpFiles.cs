namespace ImageBuilderPS.Build;

/// <summary>Compiles the cmdlets' help. The result is committed, since a build must not need PlatyPS.</summary>
internal static class HelpFiles
{
    public static int Compile(string? engineName) => Engine.Find(engineName).Run("eng/Help.ps1", "-ModuleFolder", Repository.Modules);
}
