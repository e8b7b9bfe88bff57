namespace ImageBuilderPS.Build;

/// <summary>The public surface of the module: the cmdlets with their parameters, and the public types with their members.</summary>
internal static class Surface
{
    // Relative to the root: git writes them into the head of the diff.
    private const string Folder = "artifacts/surface";
    private const string Before = Folder + "/before.txt";
    private const string After = Folder + "/after.txt";

    /// <param name="engineName">The PowerShell; null for the pinned one.</param>
    /// <param name="reference">The commit, tag or branch to compare with; null to print the surface itself.</param>
    public static int Run(string? engineName, string? reference)
    {
        var engine = Engine.Find(engineName);
        var before = reference is null ? null : Worktree.Use(reference, folder => Of(folder, engine));
        var after = Of(Repository.Root, engine);
        if (before is null)
        {
            Console.Write(after);
            return 0;
        }
        Directory.CreateDirectory(Repository.At(Folder));
        File.WriteAllText(Repository.At(Before), before);
        File.WriteAllText(Repository.At(After), after);
        // 1 says that there are differences.
        var exitCode = Tool.Run("git", "--no-pager", "diff", "--no-index", Before, After);
        return exitCode == 1 ? 0 : exitCode;
    }

    private static string Of(string folder, Engine engine)
    {
        Compiler.MustBuild(Path.Combine(folder, Path.GetFileName(Repository.Solution)));
        var (exitCode, output) = engine.Capture("eng/Surface.ps1", "-Module", folder);
        return exitCode == 0 ? output : throw new BuildException($"The surface of {folder} could not be read.");
    }
}
