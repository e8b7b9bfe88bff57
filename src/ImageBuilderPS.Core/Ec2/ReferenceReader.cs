using System.Collections.Concurrent;
using ImageBuilderPS.Api;

namespace ImageBuilderPS.Ec2;

/// <summary>
/// Reads what refers to the AMIs of one account and region. EC2 looks at the newest versions of a launch template; here its
/// default version is looked at too, which may be older.
/// </summary>
/// <param name="calls">The calls.</param>
/// <param name="region">The region.</param>
/// <param name="accountId">The account; null when unknown.</param>
internal sealed class ReferenceReader(Ec2Calls calls, string region, string? accountId)
{
    private const int MaxImages = 10;
    private const int BatchSize = 200;
    private const string Instance = "ec2:Instance";
    private const string LaunchTemplate = "ec2:LaunchTemplate";
    private const string Terminated = "terminated";

    private readonly ConcurrentDictionary<string, Ec2ImageReference[]> references = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Ec2Instance> instances = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Ec2LaunchTemplate> templates = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Template, string ImageId), long[]> versions = new();
    private ILookup<string, Ec2LaunchTemplateVersion> defaults = Array.Empty<Ec2LaunchTemplateVersion>().ToLookup(version => "");

    /// <summary>Reads the references to AMIs, and details of what refers.</summary>
    /// <param name="amis">The AMIs.</param>
    /// <param name="onRead">Called for each AMI whose references are read, or could not be.</param>
    public async Task ReadAsync(IReadOnlyList<AmiRead> amis, Action<AmiRead> onRead)
    {
        if (amis.Count == 0)
            return;
        await Task.WhenAll(ReadReferencesAsync(amis, onRead), ReadDefaultsAsync(amis)).ConfigureAwait(false);
        var uses = amis.SelectMany(Uses).ToList();
        await Task.WhenAll(ReadInstancesAsync(uses), ReadTemplatesAsync(uses), ReadVersionsAsync(uses)).ConfigureAwait(false);
        var found = uses.ToLookup(use => use.Ami);
        foreach (var ami in amis.Where(ami => references.ContainsKey(ami.Id)))
            ami.Fact.InUseBy = [.. found[ami].Select(Describe).OfType<AmiReference>()];
    }

    private Task ReadReferencesAsync(IReadOnlyList<AmiRead> amis, Action<AmiRead> onRead) => calls.RunBatchesAsync(
        Ec2Permissions.DescribeImageReferences,
        amis,
        MaxImages,
        ami => [ami],
        (ec2, batch, token) => ec2.DescribeImageReferencesAsync([.. batch.Select(ami => ami.Id)], token),
        (batch, found) =>
        {
            foreach (var ami in batch)
                references[ami.Id] = [.. found.Where(reference => reference.ImageId == ami.Id)];
        },
        onRead);

    private Task ReadDefaultsAsync(IReadOnlyList<AmiRead> amis) => calls.RunAsync(
        Ec2Permissions.DescribeLaunchTemplateVersions,
        amis,
        (ec2, token) => ec2.DescribeDefaultLaunchTemplateVersionsAsync(token),
        found => defaults = found.Where(version => version.ImageId is not null).ToLookup(version => version.ImageId!));

    private IEnumerable<Use> Uses(AmiRead ami)
    {
        if (!references.TryGetValue(ami.Id, out var found))
            return [];
        var partition = Partitions.Find(region) ?? Partitions.Default;
        var ofDefaults = defaults[ami.Id].Select(version => new Ec2ImageReference(
            ami.Id, LaunchTemplate, $"arn:{partition}:ec2:{region}:{accountId}:launch-template/{version.LaunchTemplateId}"));
        return found.Concat(ofDefaults)
            .Select(reference => new Use(ami, reference, Arn.Parse(reference.Arn)?.ResourceId ?? reference.Arn))
            .GroupBy(use => (use.Reference.ResourceType, use.Id))
            .Select(same => same.First())
            .OrderBy(use => use.Reference.ResourceType, StringComparer.Ordinal)
            .ThenBy(use => use.Reference.Arn, StringComparer.Ordinal);
    }

    private Task ReadInstancesAsync(List<Use> uses) => ReadByIdAsync(
        Ec2Permissions.DescribeInstances,
        uses,
        Instance,
        (ec2, ids, token) => ec2.DescribeInstancesAsync(ids, token),
        found => instances[found.InstanceId] = found);

    private Task ReadTemplatesAsync(List<Use> uses) => ReadByIdAsync(
        Ec2Permissions.DescribeLaunchTemplates,
        uses,
        LaunchTemplate,
        (ec2, ids, token) => ec2.DescribeLaunchTemplatesAsync(ids, token),
        found => templates[found.LaunchTemplateId] = found);

    private Task ReadByIdAsync<T>(
        string permission,
        List<Use> uses,
        string resourceType,
        Func<IEc2, IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<T>>> call,
        Action<T> take)
    {
        var users = uses.Where(use => use.Reference.ResourceType == resourceType).ToLookup(use => use.Id, use => use.Ami);
        return calls.RunBatchesAsync(permission, [.. users.Select(use => use.Key)], BatchSize, id => users[id], call, (_, found) =>
        {
            foreach (var item in found)
                take(item);
        });
    }

    private Task ReadVersionsAsync(List<Use> uses) => Task.WhenAll(uses
        .Where(use => use.Reference.ResourceType == LaunchTemplate)
        .GroupBy(use => use.Id)
        .Select(template => calls.RunBatchesAsync(
            Ec2Permissions.DescribeLaunchTemplateVersions,
            [.. template.Select(use => use.Ami)],
            BatchSize,
            ami => [ami],
            (ec2, batch, token) => ec2.DescribeLaunchTemplateVersionsAsync(template.Key, [.. batch.Select(ami => ami.Id)], token),
            (batch, found) =>
            {
                foreach (var ami in batch)
                    versions[(template.Key, ami.Id)] = [.. found.Where(version => version.ImageId == ami.Id).Select(version => version.VersionNumber).OrderBy(number => number)];
            })));

    // Null for an instance that ended meanwhile.
    private AmiReference? Describe(Use use)
    {
        var instance = use.Reference.ResourceType == Instance && instances.TryGetValue(use.Id, out var running) ? running : null;
        var template = use.Reference.ResourceType == LaunchTemplate && templates.TryGetValue(use.Id, out var known) ? known : null;
        return instance?.State == Terminated ? null : new()
        {
            ResourceType = use.Reference.ResourceType,
            Arn = use.Reference.Arn,
            Name = instance?.Name ?? template?.Name,
            State = instance?.State,
            Versions = versions.TryGetValue((use.Id, use.Ami.Id), out var numbers) ? numbers : null,
            DefaultVersion = template?.DefaultVersion,
            LatestVersion = template?.LatestVersion,
        };
    }

    private sealed record Use(AmiRead Ami, Ec2ImageReference Reference, string Id);
}
