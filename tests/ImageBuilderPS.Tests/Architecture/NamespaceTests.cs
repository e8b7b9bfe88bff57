using System.Text.RegularExpressions;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.Architecture;

/// <summary>The structure of the source: docs/decisions/0011-rooms-by-feature.md.</summary>
public partial class NamespaceTests
{
    private static readonly (string Project, string Root)[] Projects =
    [
        ("ImageBuilderPS.Core", "ImageBuilderPS"),
        ("ImageBuilderPS", "ImageBuilderPS"),
        ("ImageBuilderPS.Aws", "ImageBuilderPS.Aws"),
        ("ImageBuilderPS.LocalService", "ImageBuilderPS.LocalService"),
        ("ImageBuilderPS.LocalService.Tool", "ImageBuilderPS.LocalService.Tool"),
    ];

    private static readonly List<(string Project, string File, string Expected, string Source)> Files =
    [
        .. Projects.SelectMany(project => Sources(project.Project).Select(file =>
            (project.Project, file, Namespace(project, file), File.ReadAllText(file)))),
    ];

    [Fact]
    public void A_namespace_is_the_folder_of_its_file() => Assert.All(
        Files.Where(file => Path.GetFileName(file.File) != "Program.cs"),
        file => Assert.Equal(file.Expected, NamespaceLine().Match(file.Source).Groups[1].Value));

    [Fact]
    public void A_namespace_belongs_to_one_assembly() => Assert.All(
        Files.GroupBy(file => file.Expected),
        files => Assert.Single(files.Select(file => file.Project).Distinct()));

    [Fact]
    public void No_namespace_has_the_name_of_a_type()
    {
        var types = Files.SelectMany(file => TypeLine().Matches(file.Source)).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.True(types.Count > 300);
        Assert.DoesNotContain(Files.SelectMany(file => file.Expected.Split('.')).Distinct(), types.Contains);
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", project), "*.cs", SearchOption.AllDirectories);

    private static string Namespace((string Project, string Root) project, string file)
    {
        var folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src", project.Project), Path.GetDirectoryName(file)!);
        return folder == "." ? project.Root : $"{project.Root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(?:public|internal) (?:(?:static|sealed|abstract|readonly|partial) )*(?:class|struct|interface|enum|record|record struct) (\w+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
