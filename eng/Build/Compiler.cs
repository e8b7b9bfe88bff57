namespace ImageBuilderPS.Build;

/// <summary>Builds projects with the .NET SDK; only what goes wrong is printed.</summary>
internal static class Compiler
{
    public static int Build(string project, params string[] options)
    {
        Console.Error.WriteLine("Building...");
        var (exitCode, output) = Tool.Capture("dotnet", ["build", project, "--nologo", "--verbosity", "quiet", .. options]);
        if (exitCode != 0)
            Console.Error.Write(output);
        return exitCode;
    }

    public static void MustBuild(string project, params string[] options)
    {
        if (Build(project, options) != 0)
            throw new BuildException("The build failed.");
    }
}
