using System.Text.Json.Nodes;

namespace ImageBuilderPS.Tests.LocalService.Conformance;

/// <summary>How the service must judge a case.</summary>
internal enum Verdict
{
    /// <summary>The value keeps to the API's constraints; the request may still fail for another reason.</summary>
    Taken,

    /// <summary>The value violates a constraint.</summary>
    Refused,

    /// <summary>The value has another JSON type than the API's.</summary>
    Unreadable,
}

/// <summary>A request that differs in one place from one with all members.</summary>
/// <param name="Name">What differs.</param>
/// <param name="Path">The place, as the service's messages have it.</param>
/// <param name="Request">The members, those of the query and the path among them.</param>
/// <param name="Verdict">How the service must judge it.</param>
internal sealed record RequestCase(string Name, string Path, JsonObject Request, Verdict Verdict);

/// <summary>The cases of an operation: each member left out, each bound at its edge and beyond, each enum value, each wrong JSON type.</summary>
internal sealed class RequestCases(OperationFact operation)
{
    private const string MatchesNoPattern = "*";
    private readonly List<RequestCase> cases = [];

    /// <summary>A request with every member of the operation.</summary>
    public static JsonObject Full(OperationFact operation) =>
        new(operation.Members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, SampleValues.Of(member.Type))));

    /// <summary>All cases of an operation.</summary>
    public static IReadOnlyList<RequestCase> Of(OperationFact operation)
    {
        var made = new RequestCases(operation);
        foreach (var member in operation.Members)
            made.AddMember([member.Name], member);
        return made.cases;
    }

    private void AddMember(object[] path, MemberFact member)
    {
        if (member is { IsRequired: true, Location: not "label" })
            Add("left out", path, null, Verdict.Refused);
        AddType(path, ApiFacts.Instance.Types[member.Type], member.Location == "body");
    }

    private void AddType(object[] path, TypeFact type, bool isJson)
    {
        switch (type.Kind)
        {
            case "structure":
                foreach (var member in type.Members)
                    AddMember([.. path, member.Name], member);
                break;
            case "list":
                AddBounds(path, type, count => new JsonArray([.. Enumerable.Range(0, count).Select(_ => SampleValues.Of(type.Arguments[0]))]));
                AddType([.. path, 0], ApiFacts.Instance.Types[type.Arguments[0]], isJson);
                break;
            case "map":
                AddMap(path, type);
                break;
            case "string":
                AddBounds(path, type, length => SampleValues.Text(type, length));
                if (type.Pattern is not null)
                {
                    Assert.Matches(type.Pattern, SampleValues.Text(type, null));
                    Add("against the pattern", path, MatchesNoPattern, Verdict.Refused);
                }
                break;
            case "enum":
                foreach (var value in type.Arguments)
                    Add(value, path, value, Verdict.Taken);
                Add("an unknown value", path, "SOMETHING", Verdict.Refused);
                Add("another case", path, InAnotherCase(type.Arguments[0]), Verdict.Refused);
                break;
            case "integer":
                AddBounds(path, type, number => number);
                break;
            default:
                Add("as it is", path, SampleValues.Of(type), Verdict.Taken);
                break;
        }
        if (isJson)
            AddWrongTypes(path, type);
    }

    private void AddMap(object[] path, TypeFact type)
    {
        var (key, value) = (ApiFacts.Instance.Types[type.Arguments[0]], ApiFacts.Instance.Types[type.Arguments[1]]);
        AddBounds(path, type, count => new JsonObject(Enumerable.Range(0, count).Select(i => KeyValuePair.Create<string, JsonNode?>($"k{i}", "v"))));
        AddBounds(path, key, length => new JsonObject { [SampleValues.Text(key, length)!] = "v" });
        AddBounds(path, value, length => new JsonObject { ["k"] = SampleValues.Text(value, length) });
        Add("a key against the pattern", path, new JsonObject { [MatchesNoPattern] = "v" }, Verdict.Refused);
        Add("a number as a value", path, new JsonObject { ["k"] = 1 }, Verdict.Unreadable);
    }

    private void AddBounds(object[] path, TypeFact type, Func<int, JsonNode?> create)
    {
        foreach (var (number, verdict) in Edges(type))
        {
            if (create(number) is { } value)
                Add($"{type.Name} of {number}", path, value, verdict);
        }
    }

    private static IEnumerable<(int Number, Verdict Verdict)> Edges(TypeFact type)
    {
        if (type.Minimum is { } minimum)
        {
            // Nothing is shorter than an empty text.
            if (minimum > 0)
                yield return (minimum - 1, Verdict.Refused);
            if (minimum > 0 || type.Pattern is null)
                yield return (minimum, Verdict.Taken);
        }
        if (type.Maximum is { } maximum)
        {
            yield return (maximum, Verdict.Taken);
            yield return (maximum + 1, Verdict.Refused);
        }
    }

    private void AddWrongTypes(object[] path, TypeFact type)
    {
        JsonNode[] wrong = type.Kind switch
        {
            "string" or "enum" => [1, true, new JsonArray("a"), new JsonObject()],
            "integer" => ["1", true, 1.5, new JsonArray(1)],
            "boolean" => ["true", 1],
            "timestamp" => [true, new JsonArray(1)],
            "list" => ["a", new JsonObject()],
            _ => ["a", 1, new JsonArray()],
        };
        foreach (var value in wrong)
            Add($"{value.ToJsonString()} for a {type.Kind}", path, value, Verdict.Unreadable);
    }

    private void Add(string name, object[] path, JsonNode? value, Verdict verdict)
    {
        var request = Full(operation);
        JsonNode owner = request;
        foreach (var step in path[..^1])
            owner = step is int i ? owner[i]! : owner[(string)step]!;
        if (path[^1] is int index)
            owner[index] = value;
        else if (value is null)
            owner.AsObject().Remove((string)path[^1]);
        else
            owner[(string)path[^1]] = value;
        cases.Add(new(name, Describe(path), request, verdict));
    }

    // The service's messages count the items of lists from one.
    private static string Describe(object[] path) => string.Join('.', path.Select(step => step is int i ? $"{i + 1}.member" : step));

    private static string InAnotherCase(string value) => value.Any(char.IsUpper) ? value.ToLowerInvariant() : value.ToUpperInvariant();
}
