namespace ImageBuilderPS.Build;

/// <summary>Measures the package, side by side with what others do: bench/ImageBuilderPS.Bench.</summary>
internal static class Bench
{
    /// <param name="engineName">The PowerShell; null for the pinned one.</param>
    /// <param name="reference">A commit, tag or branch to compare the sizes with; null for none.</param>
    /// <param name="options">More options of the program.</param>
    public static int Run(string? engineName, string? reference, IReadOnlyList<string> options)
    {
        var engine = Engine.Find(engineName);
        var project = Repository.At("bench", "ImageBuilderPS.Bench");
        var package = Package.Make();
        Compiler.MustBuild(project, "--configuration", "Release");
        string[] before = reference is null ? [] : ["--before", Worktree.Use(reference, PackageOf)];
        var json = Repository.At("artifacts", "bench", "bench.json");
        Directory.CreateDirectory(Path.GetDirectoryName(json)!);
        return Tool.Run("dotnet",
        [
            "run", "--no-build", "--configuration", "Release", "--project", project, "--",
            "--engine", engine.Path, "--module", Path.Combine(package, "ImageBuilderPS.psd1"), "--json", json, .. before, .. options,
        ]);
    }

    // That commit's own command makes its package.
    private static string PackageOf(string folder)
    {
        if (Tool.Run("dotnet", "run", "--verbosity", "quiet", "--project", Path.Combine(folder, "eng", "Build"), "--", "package") != 0)
            throw new BuildException("The earlier package could not be made.");
        var kept = Repository.At("artifacts", "bench", "before");
        if (Directory.Exists(kept))
            Directory.Delete(kept, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        Directory.Move(Path.Combine(folder, "out", "ImageBuilderPS"), kept);
        return kept;
    }
}
