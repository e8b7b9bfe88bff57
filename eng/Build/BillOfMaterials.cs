namespace ImageBuilderPS.Build;

/// <summary>The packages that ship, with version, license and hash, as CycloneDX describes them; no network is needed.</summary>
internal static class BillOfMaterials
{
    // They are restored and ship nothing: reference assemblies, and a package that .NET Framework 4.7.2 contains.
    private const string NotShipped = "Microsoft.NETFramework.ReferenceAssemblies,System.ValueTuple";

    /// <summary>Writes the bill of what one project ships, unless its packages are those of the last time.</summary>
    /// <param name="product">The name of what ships.</param>
    /// <param name="project">The restored project under src/ whose packages ship.</param>
    /// <returns>The file's path, in artifacts/.</returns>
    public static string Write(string product, string project)
    {
        var file = Repository.At("artifacts", "bom", product, Package.Version(), "bom.json");
        var packages = Repository.At("artifacts", "obj", project, "project.assets.json");
        if (File.Exists(file) && File.GetLastWriteTimeUtc(file) > File.GetLastWriteTimeUtc(packages))
            return file;
        var (exitCode, output) = Tool.Capture(
            PinnedTool.Find("CycloneDX", "dotnet-CycloneDX"), Repository.At("src", project, project + ".csproj"),
            "--disable-package-restore", "--base-intermediate-output-path", Repository.At("artifacts", "obj"),
            "--exclude-filter", NotShipped, "--output-format", "Json", "--no-serial-number",
            "--set-name", product, "--set-version", Package.Version(), "--set-type", "Library",
            "--output", Path.GetDirectoryName(file)!, "--filename", Path.GetFileName(file));
        return exitCode == 0
            ? file
            : throw new BuildException($"The bill of materials of {product} could not be written:\n{output}");
    }
}
