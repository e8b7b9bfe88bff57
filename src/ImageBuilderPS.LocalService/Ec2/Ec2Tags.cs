using ImageBuilderPS.Api;
using ImageBuilderPS.LocalService.Protocol;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>Changes the tags of EC2's resources.</summary>
internal static class Ec2Tags
{
    private const int MaxTags = 50;
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;
    private const string Reserved = "aws:";

    /// <summary>All tags of an account in a region, by resource.</summary>
    public static IEnumerable<(string ResourceId, string ResourceType, TagMap Tags)> All(Ec2State state) =>
    [
        .. state.Images.After(null).Select(entry => (entry.Key, Ec2Ids.Images.ResourceType, entry.Value.Tags)),
        .. state.Snapshots.After(null).Select(entry => (entry.Key, Ec2Ids.Snapshots.ResourceType, entry.Value.Tags)),
        .. state.Instances.After(null).Select(entry => (entry.Key, Ec2Ids.Instances.ResourceType, entry.Value.Tags)),
        .. state.LaunchTemplates.After(null).Select(entry => (entry.Key, Ec2Ids.LaunchTemplates.ResourceType, entry.Value.Tags)),
    ];

    /// <summary>Adds tags to resources; a tag replaces one of the same key.</summary>
    /// <exception cref="ImageBuilderException">A resource does not exist, a tag is not valid, or a resource would have too many.</exception>
    public static void Add(Ec2State state, IEnumerable<string> resources, IReadOnlyCollection<KeyValuePair<string, string>> tags)
    {
        foreach (var tag in tags)
            ThrowIfInvalid(tag);
        Change(state, resources, changed =>
        {
            foreach (var tag in tags)
                changed[tag.Key] = tag.Value;
        });
    }

    /// <summary>Removes tags from resources.</summary>
    /// <param name="state">The resources' account and region.</param>
    /// <param name="resources">The ids of the resources.</param>
    /// <param name="tags">Keys, each with the value that the tag has to have, or null for any value. Nothing removes all tags.</param>
    /// <exception cref="ImageBuilderException">A resource does not exist.</exception>
    public static void Remove(Ec2State state, IEnumerable<string> resources, IReadOnlyCollection<KeyValuePair<string, string?>> tags) =>
        Change(state, resources, changed =>
        {
            if (tags.Count == 0)
                changed.Clear();
            foreach (var tag in tags)
            {
                if (tag.Value is null || (changed.TryGetValue(tag.Key, out var value) && value == tag.Value))
                    changed.Remove(tag.Key);
            }
        });

    private static void Change(Ec2State state, IEnumerable<string> resources, Action<TagMap> change)
    {
        List<Action> changes = [];
        foreach (var id in resources)
        {
            var (tags, put) = Require(state, id);
            var changed = new TagMap(tags);
            change(changed);
            if (changed.Count > MaxTags)
                throw Ec2Errors.TooManyTags(id, MaxTags);
            changes.Add(() => put(changed));
        }
        changes.ForEach(apply => apply());
    }

    private static (TagMap Tags, Action<TagMap> Put) Require(Ec2State state, string id)
    {
        var kind = Ec2Ids.KindOf(id);
        kind.ThrowIfMalformed(id);
        if (state.Images.Find(id) is { } image)
            return (image.Tags, tags => state.Images.Put(id, image with { Tags = tags }));
        if (state.Snapshots.Find(id) is { } snapshot)
            return (snapshot.Tags, tags => state.Snapshots.Put(id, snapshot with { Tags = tags }));
        if (state.Instances.Find(id) is { } instance)
            return (instance.Tags, tags => state.Instances.Put(id, instance with { Tags = tags }));
        if (state.LaunchTemplates.Find(id) is { } template)
            return (template.Tags, tags => state.LaunchTemplates.Put(id, template with { Tags = tags }));
        throw kind.NotFound(id);
    }

    private static void ThrowIfInvalid(KeyValuePair<string, string> tag)
    {
        if (tag.Key.Length is 0 or > MaxKeyLength || tag.Value.Length > MaxValueLength)
            throw QueryErrors.InvalidValue($"Tag keys have 1 to {MaxKeyLength} characters, and values have at most {MaxValueLength}.");
        if (tag.Key.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase))
            throw QueryErrors.InvalidValue($"Tag keys starting with '{Reserved}' are reserved for internal use");
    }
}
