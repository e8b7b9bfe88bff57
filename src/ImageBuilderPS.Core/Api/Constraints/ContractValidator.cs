using System.Collections;

namespace ImageBuilderPS.Api.Constraints;

/// <summary>Walks a request and finds everything that its members' constraints and rules refuse.</summary>
public static class ContractValidator
{
    /// <summary>Finds every violation in a request or a part of one.</summary>
    /// <param name="value">A contract object.</param>
    /// <param name="path">The JSON path of the object; empty for a whole request.</param>
    /// <returns>All violations, in the order of the members; empty when there are none.</returns>
    public static IReadOnlyList<Violation> Validate(object value, string path = "") => [.. Walk(value, path)];

    /// <summary>Finds combinations that the service takes and which hardly do what is meant.</summary>
    /// <param name="request">A request.</param>
    /// <returns>One sentence each, with its JSON path.</returns>
    public static IReadOnlyList<string> Warnings(object request) =>
        request is IMemberWarnings known ? [.. known.Warnings()] : [];

    /// <summary>
    /// Puts every enum value into the API's spelling, at any depth. The object itself is changed; of nested objects,
    /// which a caller may hold as well, those with another spelling are replaced by copies. Unknown values stay as they are.
    /// </summary>
    /// <param name="value">A contract object.</param>
    public static void Canonicalize(object value) => EnumNormalizer.Canonicalize(value);

    internal static IEnumerable<Violation> CheckNested(string path, object value) =>
        Nested(value).SelectMany(nested => Walk(nested.Value, path + nested.Path));

    private static IEnumerable<Violation> Walk(object value, string path)
    {
        foreach (var member in ContractMember.Of(value.GetType()))
        {
            var at = path.Length == 0 ? member.JsonName : $"{path}.{member.JsonName}";
            foreach (var violation in member.Check(member.Property.GetValue(value), at))
                yield return violation;
        }
        if (value is IMemberRules rules)
        {
            foreach (var violation in rules.BrokenRules(path))
                yield return violation;
        }
    }

    private static IEnumerable<(string Path, object Value)> Nested(object? value)
    {
        if (value is IList list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is Shape item)
                    yield return ($"[{i}]", item);
            }
        }
        else if (value is Shape)
        {
            yield return ("", value);
        }
    }
}
