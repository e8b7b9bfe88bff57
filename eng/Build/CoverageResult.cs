using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageBuilderPS.Build;

/// <summary>The coverage of an assembly.</summary>
/// <param name="Name">Without extension.</param>
/// <param name="Lines">A line counts once, however many members share it.</param>
/// <param name="Branches">Each way that a condition can go counts.</param>
/// <param name="Uncovered">A row for each member with lines or branches that did not run.</param>
internal sealed partial record CoverageResult(string Name, CoverageShare Lines, CoverageShare Branches, IReadOnlyList<string> Uncovered)
{
    public static CoverageResult operator +(CoverageResult left, CoverageResult right) =>
        new(left.Name, left.Lines + right.Lines, left.Branches + right.Branches, [.. left.Uncovered, .. right.Uncovered]);

    /// <summary>Reads coverlet's JSON: assemblies, their files, classes and methods.</summary>
    public static IReadOnlyList<CoverageResult> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return [.. json.RootElement.EnumerateObject().Select(assembly => From(Path.GetFileNameWithoutExtension(assembly.Name), assembly.Value))];
    }

    private static CoverageResult From(string name, JsonElement files)
    {
        var result = new CoverageResult(name, default, default, []);
        foreach (var file in files.EnumerateObject().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(Repository.Root, file.Name).Replace('\\', '/');
            var points = file.Value.EnumerateObject().SelectMany(type => type.Value.EnumerateObject()
                .SelectMany(method => Points(Member(type.Name, method.Name), method.Value))).ToList();
            var lines = points.Where(point => point.IsLine).GroupBy(point => point.Line).ToList();
            var branches = points.Where(point => !point.IsLine).ToList();
            var missed = lines.Where(line => line.All(point => !point.IsHit)).Select(line => line.First()).ToList();
            result += new CoverageResult(
                name,
                new(lines.Count - missed.Count, lines.Count),
                new(branches.Count(branch => branch.IsHit), branches.Count),
                [.. Rows(path, missed, [.. branches.Where(branch => !branch.IsHit && !missed.Exists(line => line.Line == branch.Line))])]);
        }
        return result;
    }

    private static IEnumerable<Point> Points(string member, JsonElement method)
    {
        foreach (var line in method.GetProperty(nameof(Lines)).EnumerateObject())
            yield return new(member, int.Parse(line.Name), IsLine: true, line.Value.GetInt32() > 0);
        foreach (var branch in method.GetProperty(nameof(Branches)).EnumerateArray())
            yield return new(member, branch.GetProperty("Line").GetInt32(), IsLine: false, branch.GetProperty("Hits").GetInt32() > 0);
    }

    private static IEnumerable<string> Rows(string path, List<Point> lines, List<Point> branches) =>
        lines.Concat(branches).GroupBy(point => point.Member).OrderBy(member => member.Min(point => point.Line)).Select(member =>
        {
            string Numbers(string what, bool isLine) =>
                member.Where(point => point.IsLine == isLine).Select(point => point.Line).Distinct().Order().ToList() is { Count: > 0 } numbers
                    ? $" {what} {string.Join(", ", numbers)}"
                    : "";
            return $"{path}: {member.Key}:{Numbers("lines", isLine: true)}{Numbers("branches of", isLine: false)}";
        });

    // `System.Void A.B/<Read>d__1::MoveNext()` is Read: what the compiler makes of a method bears its name in brackets.
    private static string Member(string type, string method)
    {
        var name = method[(method.IndexOf("::", StringComparison.Ordinal) + 2)..].Split('(')[0];
        var made = MadeFrom().Match(name) is { Success: true } own ? own : MadeFrom().Match(type);
        var owner = type.Split('/').TakeWhile(part => !part.StartsWith('<')).Last();
        return $"{owner.Split('.').Last()}.{(made.Success ? made.Groups[1].Value : name)}";
    }

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex MadeFrom();

    private sealed record Point(string Member, int Line, bool IsLine, bool IsHit);
}
