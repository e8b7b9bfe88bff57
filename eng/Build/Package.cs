using System.Text.RegularExpressions;

namespace ImageBuilderPS.Build;

/// <summary>Stages the module as a gallery or a module folder takes it.</summary>
internal static partial class Package
{
    private static readonly string[] Shipped =
        ["ImageBuilderPS.psd1", "*.Format.ps1xml", "*.Types.ps1xml", "LICENSE", "README.md", "CHANGELOG.md", "bin", "en-US"];

    /// <returns>The folder that it was staged into.</returns>
    public static string Stage()
    {
        if (Directory.Exists(Repository.At("bin")))
            Directory.Delete(Repository.At("bin"), recursive: true);
        Compiler.MustBuild(Repository.At("src", "ImageBuilderPS"), "--configuration", "Release");

        var target = Repository.At("out", "ImageBuilderPS", Version());
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        foreach (var file in Shipped.SelectMany(Files))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return target;
    }

    private static IEnumerable<string> Files(string name) =>
        Directory.Exists(Repository.At(name))
            ? Directory.EnumerateFiles(Repository.At(name), "*", SearchOption.AllDirectories)
            : Directory.EnumerateFiles(Repository.Root, name);

    private static string Version() =>
        VersionLine().Match(File.ReadAllText(Repository.At("ImageBuilderPS.psd1"))) is { Success: true } match
            ? match.Groups[1].Value
            : throw new BuildException("ImageBuilderPS.psd1 names no ModuleVersion.");

    [GeneratedRegex(@"^\s*ModuleVersion\s*=\s*'([0-9.]+)'", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
