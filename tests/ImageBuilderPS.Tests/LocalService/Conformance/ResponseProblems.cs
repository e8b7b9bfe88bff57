using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageBuilderPS.Tests.LocalService.Conformance;

/// <summary>Finds in a response what the model does not have: members, JSON types, enum values, texts against a pattern; and missing required members.</summary>
internal static class ResponseProblems
{
    public static IEnumerable<string> Of(IReadOnlyList<MemberFact> members, JsonObject value, string path)
    {
        foreach (var (name, item) in value)
        {
            var problems = members.FirstOrDefault(member => member.Name == name) is { } known
                ? Of(ApiFacts.Instance.Types[known.Type], item!, $"{path}.{name}")
                : [$"{path}.{name} is unknown"];
            foreach (var problem in problems)
                yield return problem;
        }
        foreach (var member in members.Where(member => member.IsRequired && !value.ContainsKey(member.Name)))
            yield return $"{path}.{member.Name} is missing";
    }

    private static IEnumerable<string> Of(TypeFact type, JsonNode value, string path)
    {
        var expected = type.Kind switch
        {
            "structure" or "map" => JsonValueKind.Object,
            "list" => JsonValueKind.Array,
            "boolean" => JsonValueKind.True,
            "integer" or "timestamp" => JsonValueKind.Number,
            _ => JsonValueKind.String,
        };
        var kind = value.GetValueKind() == JsonValueKind.False ? JsonValueKind.True : value.GetValueKind();
        return kind != expected ? [$"{path} is a {kind}, expected a {type.Kind}"]
            : type.Kind == "structure" ? Of(type.Members, value.AsObject(), path)
            : type.Kind == "list" ? value.AsArray().SelectMany((item, i) => Of(ApiFacts.Instance.Types[type.Arguments[0]], item!, $"{path}[{i}]"))
            : type.Kind == "enum" && !type.Arguments.Contains($"{value}") ? [$"{path} has the unknown value {value}"]
            : type.Pattern?.IsMatch($"{value}") is false ? [$"{path} has {value}, which does not match {type.Pattern}"]
            : [];
    }
}
