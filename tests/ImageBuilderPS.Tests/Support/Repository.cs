namespace ImageBuilderPS.Tests.Support;

/// <summary>The files of the repository that tests look at.</summary>
internal static class Repository
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "ImageBuilderPS.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No ImageBuilderPS.sln above the tests."));
}
