namespace ImageBuilderPS.Build;

/// <summary>Where things are.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static string Solution => At("ImageBuilderPS.sln");

    public static string Tools => At("artifacts", "tools");

    public static string Modules => At("artifacts", "modules");

    public static string TestResults => At("artifacts", "test-results");

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Removes everything that a build makes but the program that is running.</summary>
    public static int Clean()
    {
        string[] made =
        [
            At("bin"),
            At("out"),
            .. Below(At("artifacts"), "bin", "obj"),
            .. Below(At("artifacts", "bin"), "Build"),
            .. Below(At("artifacts", "obj"), "Build"),
        ];
        foreach (var directory in made.Where(Directory.Exists))
            Directory.Delete(directory, recursive: true);
        return 0;
    }

    private static IEnumerable<string> Below(string directory, params string[] except) =>
        Directory.Exists(directory)
            ? Directory.EnumerateDirectories(directory).Where(path => !except.Contains(Path.GetFileName(path)))
            : [];

    // This program lies in the repository's artifacts/; so a clone that is moved stays whole.
    private static string Above(string directory)
    {
        while (!File.Exists(Path.Combine(directory, "ImageBuilderPS.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new BuildException("This program is not in its repository.");
        return directory;
    }
}
