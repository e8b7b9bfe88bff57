using System.IO.Compression;

namespace ImageBuilderPS.Bench;

/// <summary>The sizes of the package.</summary>
internal static class PackageRun
{
    public static IEnumerable<Figure> Measure(BenchContext context)
    {
        var (own, before) = (Path.GetDirectoryName(context.Module)!, context.Before);
        yield return Compare("package, compressed as a gallery serves it", Compressed, "MB") with { Target = 6, IsTargetOfValue = true };
        yield return Compare("package, installed", folder => Files(folder).Sum(file => file.Length) / 1e6, "MB");
        yield return Compare("files", folder => Files(folder).Count(), "");

        Figure Compare(string measured, Func<string, double> figure, string unit) =>
            new(measured, figure(own), unit) { Beside = before is null ? null : "the earlier package", BesideValue = before is null ? null : figure(before) };
    }

    private static IEnumerable<FileInfo> Files(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories);

    private static double Compressed(string folder)
    {
        using var package = new MemoryStream();
        ZipFile.CreateFromDirectory(folder, package, CompressionLevel.Optimal, includeBaseDirectory: false);
        return package.Length / 1e6;
    }
}
