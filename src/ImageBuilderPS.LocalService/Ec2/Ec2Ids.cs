using System.Text.RegularExpressions;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.LocalService.Ec2;

/// <summary>The ids of a kind of resource.</summary>
internal sealed class Ec2Ids
{
    public static readonly Ec2Ids Images = new(
        "ami-", "image", "InvalidAMIID.NotFound", "InvalidAMIID.Malformed", id => $"The image id '[{id}]' does not exist");
    public static readonly Ec2Ids Snapshots = new(
        "snap-", "snapshot", "InvalidSnapshot.NotFound", "InvalidSnapshotID.Malformed", id => $"The snapshot '{id}' does not exist.");
    public static readonly Ec2Ids Instances = new(
        "i-", "instance", "InvalidInstanceID.NotFound", "InvalidInstanceID.Malformed", id => $"The instance ID '{id}' does not exist");
    public static readonly Ec2Ids LaunchTemplates = new(
        "lt-", "launch-template", "InvalidLaunchTemplateId.NotFound", "InvalidLaunchTemplateId.Malformed",
        id => $"The specified launch template, with template ID {id}, does not exist.");

    private static readonly Ec2Ids[] All = [Images, Snapshots, Instances, LaunchTemplates];

    private readonly string prefix;
    private readonly string notFound;
    private readonly string malformed;
    private readonly Func<string, string> notFoundMessage;
    private readonly Regex pattern;

    private Ec2Ids(string prefix, string resourceType, string notFound, string malformed, Func<string, string> notFoundMessage)
    {
        (this.prefix, ResourceType) = (prefix, resourceType);
        (this.notFound, this.malformed, this.notFoundMessage) = (notFound, malformed, notFoundMessage);
        pattern = new($@"\A{prefix}(?:[0-9a-f]{{8}}|[0-9a-f]{{17}})\z", RegexOptions.CultureInvariant);
    }

    /// <summary>The name of the kind, in tags and ARNs.</summary>
    public string ResourceType { get; }

    /// <summary>The kind of an id.</summary>
    /// <exception cref="ImageBuilderException">There is no such kind.</exception>
    public static Ec2Ids KindOf(string id) => All.FirstOrDefault(kind => id.StartsWith(kind.prefix, StringComparison.Ordinal))
        ?? throw new ImageBuilderException($"The ID '{id}' is not valid", "InvalidID", 400);

    /// <summary>Requires ids of this kind's form.</summary>
    /// <exception cref="ImageBuilderException">An id has another form.</exception>
    public void ThrowIfMalformed(params string[] ids)
    {
        if (ids.FirstOrDefault(id => !pattern.IsMatch(id)) is { } wrong)
            throw new ImageBuilderException($"Invalid id: \"{wrong}\" (expecting \"{prefix}...\")", malformed, 400);
    }

    /// <summary>Requires all ids to be among those that exist.</summary>
    /// <exception cref="ImageBuilderException">An id has another form, or does not exist.</exception>
    public void ThrowIfMissing(string[] ids, Func<string, bool> exists)
    {
        ThrowIfMalformed(ids);
        if (ids.FirstOrDefault(id => !exists(id)) is { } missing)
            throw NotFound(missing);
    }

    /// <summary>The error for an id that does not exist.</summary>
    public ImageBuilderException NotFound(string id) => new(notFoundMessage(id), notFound, 400);
}
