using System.Text.RegularExpressions;

namespace ImageBuilderPS.Build;

/// <summary>The module as a gallery or a module folder takes it.</summary>
internal static partial class Package
{
    private static readonly string[] Shipped =
    [
        "ImageBuilderPS.psd1", "ImageBuilderPS.psm1", "LICENSE", "THIRD-PARTY-NOTICES.md", "README.md", "CHANGELOG.md", "CONTRIBUTING.md",
        "SECURITY.md", "bin", "en-US", "examples", "docs/*.md", "docs/*.json", "docs/decisions", "docs/pictures",
    ];

    /// <summary>Builds for release and stages what ships into out/.</summary>
    /// <returns>The package's folder.</returns>
    public static string Make()
    {
        if (Directory.Exists(Repository.At("bin")))
            Directory.Delete(Repository.At("bin"), recursive: true);
        Compiler.MustBuild(Repository.At("src", "ImageBuilderPS"), "--configuration", "Release");
        var package = Stage(Repository.At("out"));
        NativeImages.AddTo(package);
        return package;
    }

    /// <summary>Packs the local service's program, as a .NET tool, into out/.</summary>
    public static void PackTool()
    {
        const string name = "ImageBuilderPS.LocalService.Tool";
        var project = Repository.At("src", name);
        Compiler.MustBuild(project, "--configuration", "Release");
        var bill = BillOfMaterials.Write("imagebuilder-local", name);
        var exitCode = Tool.Run(
            "dotnet", "pack", project, "--no-build", "--nologo", "--verbosity", "quiet", "--configuration", "Release",
            "-p:BillOfMaterials=" + bill, "--output", Repository.At("out"));
        if (exitCode != 0)
            throw new BuildException("The tool could not be packed.");
    }

    /// <summary>Copies what ships, as it was built last.</summary>
    /// <param name="folder">Where the module's own folder goes.</param>
    /// <returns>The package's folder: <c>ImageBuilderPS/VERSION</c>.</returns>
    public static string Stage(string folder)
    {
        var target = Path.Combine(folder, "ImageBuilderPS", Version());
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        foreach (var file in Shipped.SelectMany(Files))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        File.Copy(BillOfMaterials.Write("ImageBuilderPS", "ImageBuilderPS.Aws"), Path.Combine(target, "bom.json"));
        return target;
    }

    /// <summary>The version that the module's manifest names.</summary>
    public static string Version() =>
        VersionLine().Match(File.ReadAllText(Repository.At("ImageBuilderPS.psd1"))) is { Success: true } match
            ? match.Groups[1].Value
            : throw new BuildException("ImageBuilderPS.psd1 names no ModuleVersion.");

    private static IEnumerable<string> Files(string name)
    {
        var path = Repository.At(name);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            : Directory.EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path));
    }

    [GeneratedRegex(@"^\s*ModuleVersion\s*=\s*'([0-9.]+)'", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
