namespace ImageBuilderPS.LocalService.Http;

/// <summary>Splits a request's target into path and query.</summary>
internal static class RawUrl
{
    /// <summary>The path as sent, and the decoded parameters of the query.</summary>
    public static (string Path, IReadOnlyList<KeyValuePair<string, string>> Query) Split(string target)
    {
        var parts = target.Split(['?'], 2);
        var query = parts.Length == 1 ? [] : parts[1]
            .Split(['&'], StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split(['='], 2))
            .Select(pair => new KeyValuePair<string, string>(Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : ""))
            .ToList();
        return (parts[0], query);
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
