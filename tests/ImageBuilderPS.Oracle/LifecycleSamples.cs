using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Oracle;

/// <summary>Random policies and images from a seed. They use few names, versions, tags and dates, so that rules and images often match.</summary>
public sealed class LifecycleSamples(int seed)
{
    private static readonly string[] Names = ["web", "database", "base image"];
    private static readonly string[] Versions = ["1.0.0", "1.1.0", "1.1.1", "2.0.0", "12.0.0"];
    private static readonly string[] Patterns = ["1.0.0", "1.x.x", "x.x.x", "x.x.x", "1.1.x", "x.0.0", "2.x.1"];
    private static readonly string[] Regions = ["us-east-1", "eu-west-1", "ap-south-1"];
    private static readonly string[] Accounts = ["111111111111", "222222222222", "333333333333"];
    private static readonly string[] Units = ["DAYS", "WEEKS", "MONTHS", "YEARS", "days"];
    private static readonly string?[] States =
    [
        "AVAILABLE", "AVAILABLE", "AVAILABLE", "AVAILABLE", "DEPRECATED", "DISABLED", "FAILED", "CANCELLED", "DELETED",
        "PENDING", "CREATING", "BUILDING", "IMPORTING", "TESTING", "DISTRIBUTING", "INTEGRATING", "available", "Failed", null, "NEWER",
    ];

    private static readonly string?[] AmiStates = ["AVAILABLE", "AVAILABLE", "DEPRECATED", "DISABLED", "DELETED", "deleted", null];

    private readonly Random random = new(seed);
    private int count;

    /// <summary>The names of the recipes.</summary>
    public static IReadOnlyList<string> Recipes => Names;

    /// <summary>A time of a run, often at the end of a month.</summary>
    public DateTimeOffset Time()
    {
        var month = new DateTimeOffset(2024 + random.Next(3), 1 + random.Next(12), 1, random.Next(24), 0, 0, TimeSpan.Zero);
        return random.Next(2) == 0 ? month.AddDays(random.Next(28)) : month.AddMonths(1).AddDays(-1);
    }

    /// <summary>A policy that the service accepts, its rules in any order.</summary>
    public LifecyclePolicy Policy()
    {
        var byTag = random.Next(3) == 0;
        var containers = Chance(5);
        string[] actions = containers ? [Of(["DELETE", "delete"])]
            : [.. new[] { "DEPRECATE", "DISABLE", Of(["DELETE", "delete"]) }.OrderBy(_ => random.Next()).Take(1 + random.Next(3))];
        return new()
        {
            ResourceType = containers ? "CONTAINER_IMAGE" : "AMI_IMAGE",
            PolicyDetails = [.. actions.Select(Rule)],
            ResourceSelection = new()
            {
                Recipes = byTag ? null : Many(1 + random.Next(4), () => new LifecyclePolicyResourceSelectionRecipe { Name = Of(Names), SemanticVersion = Of(Patterns) }),
                TagMap = byTag ? Tags(1 + random.Next(2)) : null,
            },
        };
    }

    /// <summary>Images in random order. Some facts are unknown unless <paramref name="complete"/> is set.</summary>
    public Image[] Images(int count, DateTimeOffset at, bool complete = false) => Many(count, () => Image(at, complete));

    private Image Image(DateTimeOffset at, bool complete)
    {
        var container = Chance(6);
        var (name, version) = (Of(Names), Of(Versions));
        var id = count++;
        return new()
        {
            Arn = $"arn:aws:imagebuilder:{Of(Regions)}:{Of(Accounts)}:image/img{id}/{version}/1",
            Type = container ? "DOCKER" : "AMI",
            Name = name,
            Version = version + "/1",
            State = Of(States) is { } status ? new() { Status = status } : complete ? new() { Status = "AVAILABLE" } : null,
            ImageRecipe = container || (!complete && Chance(10)) ? null : new() { Name = name, Version = version },
            ContainerRecipe = container ? new() { Name = name, Version = version } : null,
            DateCreated = complete || !Chance(20) ? at.AddDays(-random.Next(Chance(3) ? 900 : 100)).AddHours(-random.Next(3)) : null,
            Tags = Chance(2) ? Tags(1 + random.Next(2)) : null,
            OutputResources = container
                ? new() { Containers = [new() { Region = Of(Regions), ImageUris = [$"repo:{id}", $"repo:{id}-b"] }] }
                : new() { Amis = Many(complete ? 1 : random.Next(3), () => Ami(at, complete)) },
        };
    }

    private Ami Ami(DateTimeOffset at, bool complete)
    {
        var id = count++;
        var ami = new Ami
        {
            Image = $"ami-{id}",
            Region = complete || !Chance(20) ? Of(Regions) : null,
            AccountId = Of(Accounts),
            State = Of(AmiStates) is { } status ? new() { Status = status } : null,
            IsPublic = complete || !Chance(4) ? Chance(5) : null,
            SharedAccounts = complete || !Chance(4) ? Many(random.Next(2), () => Of(Accounts)) : null,
            Tags = complete || !Chance(4) ? Tags(random.Next(2)) : null,
            SnapshotIds = complete || !Chance(4) ? [$"snap-{id}"] : null,
        };
        if (complete || !Chance(4))
            ami.LastLaunchedTime = Chance(5) ? null : at.AddDays(1 - random.Next(Chance(2) ? 60 : 4));
        return ami;
    }

    private LifecyclePolicyDetail Rule(string action)
    {
        var deletes = action is "DELETE" or "delete";
        var amis = Chance(2) ? true : Flag();
        return new()
        {
            Action = new()
            {
                Type = action,
                IncludeResources = Chance(4) ? null
                    : new() { Amis = amis, Snapshots = deletes && amis == true && !Chance(3) ? true : Chance(2) ? false : null, Containers = deletes ? Flag() : null },
            },
            Filter = deletes && Chance(3)
                ? new() { Type = "COUNT", Value = 1 + random.Next(10) }
                : new() { Type = "AGE", Value = 1 + random.Next(20), Unit = Of(Units), RetainAtLeast = Chance(2) ? 1 + random.Next(10) : null },
            ExclusionRules = Chance(2) ? null : new() { TagMap = Chance(2) ? Tags(1) : null, Amis = Chance(3) ? null : Exclusions() },
        };
    }

    private LifecyclePolicyDetailExclusionRulesAmis Exclusions() => new()
    {
        IsPublic = Flag(),
        Regions = Chance(3) ? [Of(Regions)] : null,
        SharedAccounts = Chance(3) ? [Of(Accounts), Of(Accounts)] : null,
        TagMap = Chance(3) ? Tags(1) : null,
        LastLaunched = Chance(3) ? new() { Value = 1 + random.Next(20), Unit = Of(Units) } : null,
    };

    private TagMap Tags(int count)
    {
        var tags = new TagMap();
        for (var i = 0; i < count; i++)
            tags[Of(["env", "keep", "Env"])] = Of(["prod", "dev", "yes", "Prod"]);
        return tags;
    }

    private bool? Flag() => random.Next(3) switch { 0 => null, 1 => false, _ => true };

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Of<T>(T[] items) => items[random.Next(items.Length)];

    private static T[] Many<T>(int count, Func<T> make) => [.. Enumerable.Range(0, count).Select(_ => make())];
}
