using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Client;

/// <summary>Finds resources of one type by name. Each name is looked up once.</summary>
/// <param name="resourceType">The type, for messages: <c>lifecycle policy</c>.</param>
/// <param name="list">Lists names and ARNs; the filters say which, null means all.</param>
/// <param name="region">The region that is searched, for messages.</param>
public sealed class NameLookup(string resourceType, Func<Filter[]?, IEnumerable<(string Name, string? Arn)>> list, Func<string> region)
{
    private const int MaxSuggestions = 3;

    private readonly Dictionary<string, string> arns = new(StringComparer.Ordinal);

    /// <summary>Finds a resource.</summary>
    /// <param name="name">The name. Case, spaces and underscores do not matter, as on AWS.</param>
    /// <returns>The ARN.</returns>
    /// <exception cref="NameNotFoundException">No resource has the name.</exception>
    public string Find(string name)
    {
        if (arns.TryGetValue(name, out var known))
            return known;
        var filter = new Filter { Name = "name", Values = [name] };
        var exact = ContractValidator.Validate(filter).Count == 0 ? list([filter]).ToList() : [];
        return arns[name] = exact.Find(item => item.Name == name).Arn ?? FindOtherSpelling(name);
    }

    // Another spelling of the name is the same resource to AWS.
    private string FindOtherSpelling(string name)
    {
        var all = list(null).ToList();
        return all.Find(item => IsSame(item.Name, name)).Arn
            ?? throw new NameNotFoundException(resourceType, name, region(), Similar(name, all.Select(item => item.Name)));
    }

    /// <summary>Whether two names are one resource to AWS: case, spaces and underscores do not matter.</summary>
    /// <param name="one">A name.</param>
    /// <param name="other">Another one.</param>
    public static bool IsSame(string? one, string? other) => one is not null && other is not null && Normalize(one) == Normalize(other);

    private static string Normalize(string name) => name.Replace(' ', '-').Replace('_', '-').ToLowerInvariant();

    private static List<string> Similar(string name, IEnumerable<string> all) =>
    [
        .. all.Select(other => (Name: other, Distance: EditDistance(Normalize(name), Normalize(other))))
            .Where(other => other.Distance <= Math.Max(2, name.Length / 3))
            .OrderBy(other => other.Distance).ThenBy(other => other.Name, StringComparer.Ordinal)
            .Select(other => other.Name).Take(MaxSuggestions),
    ];

    // The Levenshtein distance; a part of the other name counts as one step.
    private static int EditDistance(string one, string other)
    {
        if (one.Length > 2 && other.Contains(one))
            return 1;
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, replaced);
            }
        }
        return row[other.Length];
    }
}
