using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;

namespace ImageBuilderPS.Proofs.Fuzz;

/// <summary>Calls of all operations of Image Builder, made from the contract. Many of them are valid.</summary>
internal sealed class ContractCalls(Random random, Samples samples)
{
    private const double OptionalShare = 0.3;
    private const double RequiredShare = 0.98;
    private const int MaxDepth = 6;

    private static readonly Type[] Requests =
        [.. typeof(Request).Assembly.GetTypes().Where(type => type.IsDefined(typeof(OperationAttribute)))];

    /// <summary>A call of any operation.</summary>
    public Call Create()
    {
        var type = samples.Pick(Requests);
        var operation = OperationAttribute.Of(type);
        var path = operation.Path;
        var members = new JsonObject();
        foreach (var member in ContractMember.Of(type))
        {
            if (member.IsInPath)
                path = path.Replace("{" + member.JsonName + "}", Uri.EscapeDataString(samples.Text(member.JsonName)), StringComparison.Ordinal);
            else if (IsSent(member))
                members[member.JsonName] = Value(member.Property.PropertyType, member, 0);
        }
        return operation.IsQuery
            ? new(operation.Method, path) { Query = [.. members.SelectMany(Pairs)] }
            : new(operation.Method, path) { Body = Encoding.UTF8.GetBytes(members.ToJsonString()) };
    }

    /// <summary>A valid call that has many members.</summary>
    public Call CreateLarge() => random.Next(3) switch
    {
        0 => Json("PUT", "/CreateDistributionConfiguration", $$$"""
            {"name":"{{{samples.Name}}}","clientToken":"{{{samples.ClientToken}}}","description":"text","tags":{"Team":"web"},"distributions":[
            {"region":"us-east-1","amiDistributionConfiguration":{"name":"fuzz {{ imagebuilder:buildDate }}","targetAccountIds":["111122223333"],
            "amiTags":{"Team":"web"},"kmsKeyId":"alias/fuzz","launchPermission":{"userIds":["111122223333"],"userGroups":["all"]} } },
            {"region":"eu-west-1","ssmParameterConfigurations":[{"parameterName":"/fuzz/1","dataType":"aws:ec2:image"}]}]}
            """),
        1 => Json("PUT", "/CreateLifecyclePolicy", $$"""{"name":"{{samples.Name}}",{{PolicyMembers()}}}"""),
        _ => Json("PUT", "/UpdateLifecyclePolicy", $$"""{"lifecyclePolicyArn":"{{samples.PolicyArn}}",{{PolicyMembers()}}}"""),
    };

    private static Call Json(string method, string path, string body) => new(method, path) { Body = Encoding.UTF8.GetBytes(body) };

    private string PolicyMembers() => $$"""
        "clientToken":"{{samples.ClientToken}}","executionRole":"role","resourceType":"AMI_IMAGE","status":"{{samples.Pick(["ENABLED", "DISABLED"])}}",
        "policyDetails":[{"action":{"type":"DEPRECATE","includeResources":{"amis":true} },"filter":{"type":"AGE","value":{{random.Next(1, 300)}},"unit":"DAYS"},
        "exclusionRules":{"tagMap":{"keep":"yes"},"amis":{"isPublic":true,"regions":["eu-west-1"],"sharedAccounts":["111122223333"],
        "lastLaunched":{"value":2,"unit":"WEEKS"},"tagMap":{"env":"prod"} } } },
        {"action":{"type":"DELETE","includeResources":{"amis":true,"snapshots":true} },"filter":{"type":"COUNT","value":{{random.Next(1, 10)}} } }],
        "resourceSelection":{"recipes":[{"name":"web-server","semanticVersion":"x.x.x"}]}
        """;

    private bool IsSent(ContractMember member) => random.NextDouble() < (member.IsRequired ? RequiredShare : OptionalShare);

    private JsonNode? Value(Type type, ContractMember member, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return member.Constraints.OfType<OneOfAttribute>().FirstOrDefault() is { } oneOf ? samples.Pick(oneOf.Values) : samples.Text(member.JsonName);
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(DateTimeOffset))
            return random.Next(2) == 0 ? "2027-01-01T00:00:00Z" : 1_800_000_000;
        if (type.IsPrimitive)
            return random.Next(1, 10);
        if (type.IsArray)
        {
            return new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(type.GetElementType()!, member, depth + 1))]);
        }
        if (typeof(System.Collections.IDictionary).IsAssignableFrom(type))
            return new JsonObject { ["Team"] = "web" };
        return depth > MaxDepth ? new JsonObject() : new JsonObject(ContractMember.Of(type)
            .Where(IsSent)
            .Select(inner => KeyValuePair.Create(inner.JsonName, Value(inner.Property.PropertyType, inner, depth + 1))));
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(KeyValuePair<string, JsonNode?> member) =>
        (member.Value as JsonArray ?? [member.Value?.DeepClone()]).Select(value => KeyValuePair.Create(member.Key, value?.ToString() ?? ""));
}
