namespace ImageBuilderPS.Tests.Api;

/// <summary>One value of one member, and whether the API takes it.</summary>
/// <param name="Path">Where the value goes.</param>
/// <param name="What">The value, for the test's name.</param>
/// <param name="Value">The value.</param>
/// <param name="Violated">The path that is complained about; null for a valid value.</param>
public sealed record Boundary(string Path, string What, object? Value, string? Violated)
{
    private const string Astral = "\U0001F600";

    public override string ToString() => $"{Path} {What} is {(Violated is null ? "valid" : "refused")}";

    /// <summary>Both sides of both ends of a length, for a text without pattern; once more in astral characters.</summary>
    public static IEnumerable<Boundary> Text(string path, int minimum, int maximum) =>
        Text(path, minimum, maximum, "a").Concat(Text(path, minimum, maximum, Astral));

    /// <summary>Both sides of both ends of a length, made of a text that the pattern takes any number of.</summary>
    public static IEnumerable<Boundary> Text(string path, int minimum, int maximum, string filler, string prefix = "")
    {
        int[] lengths = [minimum - 1, minimum, maximum, maximum + 1];
        foreach (var length in lengths.Where(length => length >= prefix.Length))
        {
            var text = prefix + string.Concat(Enumerable.Repeat(filler, length - prefix.Length));
            var valid = length >= minimum && length <= maximum;
            yield return new(path, $"of {length} {(filler == Astral ? "astral characters" : "characters")}", text, valid ? null : path);
        }
    }

    /// <summary>Texts that a pattern takes, none of them with a newline behind it, and texts that it refuses.</summary>
    public static IEnumerable<Boundary> Pattern(string path, string[] valid, string[] refused) =>
    [
        .. valid.Select(text => new Boundary(path, $"'{text}'", text, null)),
        .. valid.Select(text => new Boundary(path, $"'{text}' and a newline", text + "\n", path)),
        .. refused.Select(text => new Boundary(path, $"'{text}'", text, path)),
    ];

    /// <summary>Both sides of both ends of a range.</summary>
    public static IEnumerable<Boundary> Range(string path, int minimum, int maximum) =>
    [
        new(path, $"{minimum - 1}", minimum - 1, path),
        new(path, $"{minimum}", minimum, null),
        new(path, $"{maximum}", maximum, null),
        new(path, $"{maximum + 1}", maximum + 1, path),
    ];

    /// <summary>Both sides of both ends of a list's length, and a null among the items.</summary>
    public static IEnumerable<Boundary> Items(string path, int minimum, int maximum, object item)
    {
        int[] counts = [minimum - 1, minimum, maximum, maximum + 1];
        foreach (var count in counts.Where(count => count >= 0))
        {
            yield return new(
                path, $"of {count} items", Enumerable.Repeat(item, count).ToArray(),
                count >= minimum && count <= maximum ? null : path);
        }
        yield return new(path, "with a null item", new[] { item, null }, path + "[1]");
    }

    /// <summary>Each value in any case, and nothing else.</summary>
    public static IEnumerable<Boundary> OneOf(string path, params string[] values) =>
    [
        .. values.Select(value => new Boundary(path, value, value, null)),
        .. values.Select(value => new Boundary(path, value.ToLowerInvariant(), value.ToLowerInvariant(), null)),
        .. values.Select(value => new Boundary(path, value + " and a newline", value + "\n", path)),
        new(path, "empty", "", path),
        new(path, "unknown", values[0] + "S_NOT", path),
    ];

    /// <summary>The page's tag map: at most 50 entries, keys of 1 to 128 of its characters, values of at most 256.</summary>
    public static IEnumerable<Boundary> Tags(string path)
    {
        foreach (var count in new[] { 0, 50, 51 })
        {
            var tags = Enumerable.Range(0, count).ToDictionary(i => $"k{i}", _ => "v");
            yield return new(path, $"of {count} entries", tags, count <= 50 ? null : path);
        }
        string[] taken = ["a", new('k', 128), "0123456789", "+,-./:;<=_", "aws", "AWS:x", "xaws:"];
        string[] refused = ["", new('k', 129), "aws:x", "a b", "a@b", "a*b", "a>b", "\u00e9", Astral, "a\n"];
        foreach (var key in taken.Concat(refused))
            yield return new(path, $"with key '{key}'", Tag(key, "v"), taken.Contains(key) ? null : $"{path}['{key}']");
        foreach (var value in new[] { "", new string('v', 256), string.Concat(Enumerable.Repeat(Astral, 256)), "a\nb\n" })
            yield return new(path, $"with a value of {value.Length} units", Tag("k", value), null);
        foreach (var value in new[] { new string('v', 257), string.Concat(Enumerable.Repeat(Astral, 257)), null })
            yield return new(path, $"with a value of {value?.Length.ToString() ?? "no"} units", Tag("k", value), $"{path}['k']");
    }

    private static Dictionary<string, string?> Tag(string key, string? value) => new() { [key] = value };
}
