using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>An account of any size for reports: each image has two AMIs with a snapshot each. 27,600 images make more than 100,000 decisions.</summary>
internal sealed class ReportSample
{
    public const string Hostile = "</script><script>alert(1)</script><!-- \u2028 \"'&`|@octocat #1 *x* [a](http://evil.example) $Default";
    private const int Recipes = 40;
    private readonly List<Image> images = [];
    private readonly List<AmiFact> facts = [];
    private readonly string account;
    private readonly string home;

    public ReportSample(int count, string? recipe = null, string? user = null, string account = "123456789012", string home = "us-east-1")
    {
        (this.account, this.home) = (account, home);
        for (var i = 0; i < count; i++)
            Add(i, recipe ?? $"recipe-{i % Recipes}", user ?? $"web {i}");
    }

    public static LifecyclePolicy Policy(int deleteDays, string name = "tidy") => new()
    {
        Arn = $"arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/{name}",
        Name = name,
        Status = LifecyclePolicyStatus.Enabled,
        ResourceType = LifecyclePolicyResourceType.AmiImage,
        PolicyDetails = [Rule("DEPRECATE", 60, false), Rule("DISABLE", 200, false), Rule("DELETE", deleteDays, true)],
        ResourceSelection = new() { TagMap = new() { ["team"] = "web" } },
    };

    public IReadOnlyList<LifecycleDecision> Decide(int deleteDays = 400) =>
        [.. new LifecycleSimulation(Policy(deleteDays)) { Facts = new(facts) }.Decide(images, Scenario.Noon, 1).SelectMany(run => run)];

    public LifecyclePlan Plan(int deleteDays = 300, string? description = null, LifecyclePlanOptions? options = null)
    {
        var after = Policy(deleteDays);
        after.Description = description;
        return new LifecyclePlanner(options ?? new() { Region = home, Caller = new(account, $"arn:aws:iam::{account}:user/ann") }, images, facts, Scenario.Noon)
            .Create([new PolicyTarget(after, Policy(400)) { Source = "policies/tidy.json", LastApplied = Policy(365) }]);
    }

    private static LifecyclePolicyDetail Rule(string action, int days, bool withSnapshots) => new()
    {
        Action = new() { Type = action, IncludeResources = new() { Amis = true, Snapshots = withSnapshots ? true : null } },
        Filter = new() { Type = "AGE", Value = days, Unit = "DAYS" },
    };

    private void Add(int i, string recipe, string user)
    {
        var number = i.ToString(CultureInfo.InvariantCulture);
        var arn = $"arn:aws:imagebuilder:{home}:{account}:image/recipe-{i % Recipes}/1.{i % 7}.0/{number}";
        string[] regions = ["us-east-1", "eu-west-1"];
        images.Add(new()
        {
            Arn = arn,
            Name = recipe,
            Type = ImageType.Ami,
            ImageRecipe = new() { Name = recipe, Version = $"1.{i % 7}.0" },
            DateCreated = Scenario.Noon.AddDays(-Age(i)),
            State = new() { Status = Status(i) },
            Tags = new() { ["team"] = "web" },
            OutputResources = new() { Amis = [.. regions.Select(region => new Ami { Image = $"ami-{region[0]}{number}", Region = region, AccountId = account })] },
        });
        facts.AddRange(regions.Select(region => Fact($"ami-{region[0]}{number}", region, i, user)));
    }

    // An image that went through the earlier rules.
    private static string Status(int i) => Age(i) switch { > 390 => ImageStatus.Disabled, > 195 => ImageStatus.Deprecated, _ => ImageStatus.Available };

    private static long Age(int i) => i * 7919L % 700;

    private AmiFact Fact(string id, string region, int i, string user) => new()
    {
        AmiId = id,
        Region = region,
        AccountId = account,
        State = "available",
        IsPublic = false,
        SharedAccounts = [],
        Tags = i % 53 == 1 ? [] : new() { ["CreatedBy"] = "EC2 Image Builder" },
        HasNeverLaunched = true,
        DeregistrationProtection = "disabled",
        RecycleBinDays = i % 2 * 7,
        InUseBy = i % 17 == 0 && region[0] == 'u' ? [new() { ResourceType = "ec2:Instance", Arn = $"arn:aws:ec2:{region}:123456789012:instance/i-{id}", Name = user, State = "running" }] : [],
        Snapshots = [new() { SnapshotId = "snap-" + id, VolumeSize = 8, FullSnapshotSizeInBytes = (1L + i % 8) << 30, StorageTier = "standard", RecycleBinDays = i % 2 * 7, AmiIds = [id], Tags = new() { ["CreatedBy"] = "EC2 Image Builder" } }],
    };
}
