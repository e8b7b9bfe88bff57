namespace ImageBuilderPS.Build;

/// <summary>The product at work.</summary>
internal static class Demo
{
    public static int Run(string? engineName)
    {
        var engine = Engine.Find(engineName);
        Compiler.MustBuild(Repository.At("src", "ImageBuilderPS"), "--framework", engine.ModuleFramework);
        return engine.Run("examples/quickstart.ps1");
    }
}
