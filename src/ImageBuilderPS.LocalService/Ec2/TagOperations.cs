using System.Xml.Linq;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Reads and changes tags.</summary>
internal static class TagOperations
{
    private static readonly Dictionary<string, FilterValues<ResourceTag>> FilterMembers = new(StringComparer.Ordinal)
    {
        ["key"] = tag => [tag.Key],
        ["resource-id"] = tag => [tag.ResourceId],
        ["resource-type"] = tag => [tag.ResourceType],
        ["value"] = tag => [tag.Value],
    };

    public static IEnumerable<XElement?> Describe(OperationContext context, QueryParameters parameters)
    {
        var matches = Ec2Filters.Read(parameters, FilterMembers, tag => new() { [tag.Key] = tag.Value });
        var tags = Ec2Tags.All(context.State.Ec2)
            .SelectMany(resource => resource.Tags.Select(tag => new ResourceTag(resource.ResourceId, resource.ResourceType, tag.Key, tag.Value)))
            .Where(matches);
        return Ec2Pages.Read(parameters, (5, 1000), "tagSet", tags, tag => $"{tag.ResourceId} {tag.Key}", tag =>
        [
            new("resourceId", tag.ResourceId),
            new("resourceType", tag.ResourceType),
            new("key", tag.Key),
            new("value", tag.Value),
        ]);
    }

    public static IEnumerable<XElement?> Create(OperationContext context, QueryParameters parameters)
    {
        var tags = Tags(parameters).Select(tag => new KeyValuePair<string, string>(tag.Key, tag.Value ?? "")).ToList();
        if (tags.Count == 0)
            throw QueryErrors.Missing("Tag");
        Ec2Tags.Add(context.State.Ec2, ResourceIds(parameters), tags);
        return [new("return", "true")];
    }

    public static IEnumerable<XElement?> Delete(OperationContext context, QueryParameters parameters)
    {
        Ec2Tags.Remove(context.State.Ec2, ResourceIds(parameters), [.. Tags(parameters)]);
        return [new("return", "true")];
    }

    private static string[] ResourceIds(QueryParameters parameters) => parameters.List("ResourceId") is { Length: > 0 } ids
        ? ids
        : throw QueryErrors.Missing("ResourceId");

    private static IEnumerable<KeyValuePair<string, string?>> Tags(QueryParameters parameters) => parameters.Structures("Tag")
        .Select(tag => new KeyValuePair<string, string?>(tag.Find("Key") ?? "", tag.Find("Value")));

    private sealed record ResourceTag(string ResourceId, string ResourceType, string Key, string Value);
}
