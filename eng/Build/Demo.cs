namespace ImageBuilderPS.Build;

/// <summary>The product at work: in PowerShell where there is one, as a .NET program where there is none.</summary>
internal static class Demo
{
    private static string Quickstart => Repository.At("examples", "Quickstart");

    public static int Run(EngineName engineName)
    {
        if (Engine.Find(engineName) is not { } engine)
        {
            Compiler.MustBuild(Quickstart);
            return Tool.Run("dotnet", "run", "--no-build", "--project", Quickstart);
        }
        Compiler.MustBuild(Repository.At("src", "ImageBuilderPS"), "--framework", engine.ModuleFramework);
        return engine.Run("examples/quickstart.ps1");
    }
}
