using System.Globalization;
using System.Text.RegularExpressions;
using ImageBuilderPS.Tests.Support;

namespace ImageBuilderPS.Tests.LocalService.Conformance;

/// <summary>The facts of <c>operations.txt</c>: what the API says, independent of the contract's own constraints.</summary>
internal sealed class ApiFacts
{
    private ApiFacts(string[] lines)
    {
        foreach (var block in Blocks(lines))
        {
            var words = block[0].Split(' ');
            if (words[0] == "operation")
                Operations.Add(words[1], OperationFact.Parse(words, block));
            else if (words[0] == "error")
                Errors.Add(words[1], int.Parse(words[2], CultureInfo.InvariantCulture));
            else
                Types.Add(words[1], TypeFact.Parse(words, block));
        }
    }

    public static ApiFacts Instance { get; } = new(
        File.ReadAllLines(Path.Combine(Repository.Root, "tests/ImageBuilderPS.Tests/LocalService/Conformance/operations.txt")));

    public Dictionary<string, OperationFact> Operations { get; } = [];

    public Dictionary<string, TypeFact> Types { get; } = [];

    /// <summary>The HTTP status of each error.</summary>
    public Dictionary<string, int> Errors { get; } = [];

    // An indented line belongs to the line before it that is not indented.
    private static IEnumerable<List<string>> Blocks(IEnumerable<string> lines)
    {
        var block = new List<string>();
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ' && block.Count > 0)
            {
                yield return block;
                block = [];
            }
            block.Add(line.Trim());
        }
        yield return block;
    }
}

/// <summary>An operation.</summary>
internal sealed record OperationFact(
    string Name, string Method, string Path, IReadOnlyList<MemberFact> Members, IReadOnlyList<MemberFact> Response, string[] Errors)
{
    public static OperationFact Parse(string[] head, List<string> block)
    {
        var details = block.Skip(1).Select(line => line.Split(' ')).ToList();
        MemberFact[] Members(params string[] locations) =>
            [.. details.Where(words => locations.Contains(words[0])).Select(words => MemberFact.Parse(words[0], words[1..]))];
        return new(
            head[1], head[2], head[3],
            Members("body", "query", "label"),
            Members("response"),
            [.. details.Where(words => words[0] is "errors" or "also").SelectMany(words => words.Skip(1))]);
    }
}

/// <summary>A member of a request, a response or a structure; <c>Location</c> is body, query, label or response.</summary>
internal sealed record MemberFact(string Location, string Name, string Type, bool IsRequired)
{
    public static MemberFact Parse(string location, string[] words) => new(location, words[0], words[1], words.Contains("required"));
}

/// <summary>A type. Minimum and Maximum are of a length, a count or a number; null for none.</summary>
internal sealed record TypeFact(
    string Kind, string Name, IReadOnlyList<MemberFact> Members, int? Minimum, int? Maximum, string[] Arguments, Regex? Pattern)
{
    public static TypeFact Parse(string[] words, List<string> block)
    {
        var (kind, rest) = (words[0], words.Skip(2).ToArray());
        var isBounded = kind is "string" or "list" or "map" or "integer";
        var bounds = isBounded && rest[0] != "*" ? rest[0].Split("..") : ["", ""];
        if (isBounded)
            rest = rest[1..];
        return new(
            kind, words[1],
            [.. block.Skip(1).Select(line => MemberFact.Parse("body", line.Split(' ')))],
            Number(bounds[0]), Number(bounds[1]), rest,
            kind == "string" && rest.Length > 0 ? new(string.Join(' ', rest)) : null);
    }

    private static int? Number(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
