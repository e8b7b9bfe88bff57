using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Proofs.Values;

/// <summary>
/// Compares the constraints of the contract's members with <see cref="Restatement"/>, over random values near the limits, and
/// measures that patterns need a time that is linear in the length of the text.
/// </summary>
internal sealed class ValueProof(int values, int seed, TextWriter output)
{
    private const int MaxShown = 40;
    private const int PieceSize = 10_000;

    private static readonly Dictionary<string, ContractMember> Members = typeof(Shape).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Shape)) && !type.IsAbstract)
        .SelectMany(type => ContractMember.Of(type).Select(member => KeyValuePair.Create($"{type.Name}.{member.JsonName}", member)))
        .ToDictionary();

    private readonly ConcurrentDictionary<string, int> good = new();
    private readonly List<string> findings = [];
    private int count;

    /// <summary>Runs it.</summary>
    public async Task<ProofResult> RunAsync()
    {
        var watch = Stopwatch.StartNew();
        var restated = (await ReadMembersAsync().ConfigureAwait(false)).ToDictionary(line => line[0], line => (Shape: Restatement.Shapes[line[1]], Name: line[1], IsRequired: line.Length > 2));
        foreach (var (name, member) in Members.Where(member => member.Value.Constraints.Count > 0 && !restated.ContainsKey(member.Key)))
            Report($"{name}: the restatement does not have it ({string.Join(", ", member.Constraints)})");
        foreach (var (name, item) in restated)
            CheckMember(name, item.IsRequired);
        // Members of one shape get the same values; many small pieces keep all processors busy.
        var shapes = restated.Where(item => Members.ContainsKey(item.Key)).GroupBy(item => item.Value.Name, item => item.Key).ToList();
        var pieces = (values + PieceSize - 1) / PieceSize;
        Parallel.ForEach(
            shapes.SelectMany(shape => Enumerable.Range(0, pieces).Select(piece => (Shape: shape, Piece: piece))),
            item => Compare(item.Shape.Key, [.. item.Shape], item.Piece, Math.Min(PieceSize, values - (item.Piece * PieceSize))));
        foreach (var shape in shapes.Where(shape => good[shape.Key] == 0 || good[shape.Key] == values))
            Report($"{shape.Key}: {good[shape.Key]} of {values} values are good: they show nothing");
        var accepted = shapes.Sum(shape => (long)shape.Count() * good[shape.Key]);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{restated.Count} members, {Members.Count} in all; {accepted:N0} of {(long)values * restated.Count:N0} values accepted, {watch.Elapsed.TotalSeconds:N0} s"));
        var linear = new LinearTime(restated.DistinctBy(item => item.Value.Name).Select(item => (item.Value.Name, Members.GetValueOrDefault(item.Key), item.Value.Shape)));
        foreach (var slow in linear.Measure(output))
            Report(slow);
        foreach (var finding in findings)
            output.WriteLine($"DEFECT {finding}");
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{restated.Count} members with {values:N0} values each, {(double)accepted / values / restated.Count:P0} accepted; {linear.Inputs:N0} long texts, the slowest {linear.Slowest:N1} ms for {LinearTime.LongLength:N0} characters"),
            count);
    }

    // In a response, a member is required that the cmdlets cannot do without.
    private void CheckMember(string name, bool isRequired)
    {
        if (!Members.TryGetValue(name, out var member) || member.Constraints.Count == 0)
            Report($"{name}: the contract does not constrain it");
        else if (member.IsRequired != isRequired && !name.Contains("Response.", StringComparison.Ordinal))
            Report($"{name}: required is {member.IsRequired}, the restatement says {isRequired}");
    }

    private void Compare(string shapeName, string[] names, int piece, int size)
    {
        var shape = Restatement.Shapes[shapeName];
        var random = new Random(HashCode(shapeName) ^ (seed * 7919) ^ (piece * 104729));
        var accepted = 0;
        for (var i = 0; i < size; i++)
        {
            var value = shape.Create(random);
            var expected = shape.Accepts(value);
            accepted += expected ? 1 : 0;
            foreach (var name in names)
            {
                if (IsValid(Members[name].Constraints, value) != expected)
                    Report($"{name} {(expected ? "refuses" : "accepts")} {Show(value)}");
            }
        }
        good.AddOrUpdate(shapeName, accepted, (_, before) => before + accepted);
    }

    private static bool IsValid(IReadOnlyList<ConstraintAttribute> constraints, object value)
    {
        for (var i = 0; i < constraints.Count; i++)
        {
            if (!constraints[i].IsValid(value))
                return false;
        }
        return true;
    }

    private void Report(string finding)
    {
        lock (findings)
        {
            count++;
            if (findings.Count < MaxShown)
                findings.Add(finding);
        }
    }

    private static async Task<List<string[]>> ReadMembersAsync()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("members.txt")!);
        var lines = (await reader.ReadToEndAsync().ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. lines.Where(line => line[0] != '#').Select(line => line.Split(' '))];
    }

    // The same in each run, other than string.GetHashCode.
    private static int HashCode(string text) => text.Aggregate(17, (hash, character) => unchecked((hash * 31) + character));

    private static string Show(object value) => value switch
    {
        string text => $"'{Violation.Shown(text)}' ({text.Length})",
        object?[] items => $"{items.Length} items: {string.Join(", ", items.Where(item => item is not "123456789012").Take(5).Select(item => item is null ? "null" : Show(item)))}",
        TagMap tags => $"{tags.Count} tags: {string.Join(", ", tags.TakeLast(2).Select(tag => $"{Show(tag.Key)}={(tag.Value is null ? "null" : Show(tag.Value))}"))}",
        _ => $"{value}",
    };
}
