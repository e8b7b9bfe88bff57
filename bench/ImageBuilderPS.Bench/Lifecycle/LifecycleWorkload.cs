using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Plans;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Oracle;

namespace ImageBuilderPS.Bench.Lifecycle;

/// <summary>A policy with all three actions and every kind of exclusion, and images with one AMI each.</summary>
internal sealed class LifecycleWorkload
{
    // One in so many AMIs shares its snapshot with the one before.
    private const int SharedSnapshots = 10;
    private const long SnapshotBytes = 3L << 30;
    private static readonly TagMap CreatedByImageBuilder = new() { ["CreatedBy"] = "EC2 Image Builder" };
    private static readonly DateTimeOffset At = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly Image[] images;
    private readonly Image[] imagesOfFacts;
    private readonly AmiFact[] allFacts;
    private readonly AmiFactIndex facts;

    private readonly LifecyclePolicy policy = new()
    {
        ResourceType = LifecyclePolicyResourceType.AmiImage,
        ResourceSelection = new() { Recipes = [new() { Name = "web", SemanticVersion = "x.x.x" }, new() { Name = "database", SemanticVersion = "1.x.x" }] },
        PolicyDetails =
        [
            Rule(LifecyclePolicyDetailActionType.Deprecate, 30, LifecyclePolicyTimeUnit.Days, retain: null),
            Rule(LifecyclePolicyDetailActionType.Disable, 8, LifecyclePolicyTimeUnit.Weeks, retain: null),
            Rule(LifecyclePolicyDetailActionType.Delete, 3, LifecyclePolicyTimeUnit.Months, retain: 3),
        ],
    };

    /// <summary>Creates the images. Their AMIs know all that a rule asks for; beside them the same images whose facts are EC2's.</summary>
    public LifecycleWorkload(int count)
    {
        images = new LifecycleSamples(seed: 1).Images(count, At, complete: true);
        allFacts = [.. images.SelectMany(image => image.OutputResources?.Amis ?? []).Select(FactOf)];
        facts = new(allFacts);
        imagesOfFacts = [.. images.Select(WithoutFacts)];
    }

    public LifecycleSummary Evaluate() => new LifecycleEvaluator(policy).Summarize(images, At);

    public LifecycleSummary EvaluateWithFacts() => new LifecycleEvaluator(policy).Summarize(imagesOfFacts, At, facts);

    /// <summary>A plan for the policy, which does not exist yet.</summary>
    public LifecyclePlan Plan() =>
        new LifecyclePlanner(new() { MaximumDelete = int.MaxValue, MaximumDeletePercent = 100 }, imagesOfFacts, allFacts, At).Create([new(policy, null)]);

    public Dictionary<(string Action, string Type, string? Name, string? Version, string? Region), int> Linq() =>
        new LinqLifecycleOracle(policy, images, At).Decide()
            .GroupBy(decision => (decision.Action, decision.Type, decision.RecipeName, decision.RecipeVersion, decision.Region))
            .ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Sorts the images' keys once, from the order in which they come.</summary>
    public object SortKeys()
    {
        var keys = images.Select(image => (image.ImageRecipe?.Name ?? image.Name, image.Version, image.DateCreated)).ToArray();
        Array.Sort(keys, (one, other) =>
            string.CompareOrdinal(one.Item1, other.Item1) is not 0 and var name ? name
            : string.CompareOrdinal(one.Version, other.Version) is not 0 and var version ? version
            : Nullable.Compare(one.DateCreated, other.DateCreated));
        return keys;
    }

    /// <summary>Throws when the evaluator and plain LINQ count differently.</summary>
    public void Verify()
    {
        var expected = Linq();
        var rows = Evaluate().Rows;
        var counts = rows.GroupBy(row => (row.Action, row.ResourceType, row.RecipeName, row.RecipeVersion, row.Region))
            .ToDictionary(group => group.Key, group => group.Sum(row => row.Count));
        if (counts.Count != expected.Count || counts.Any(count => !expected.TryGetValue(count.Key, out var wanted) || wanted != count.Value))
            throw new InvalidOperationException("The evaluator and plain LINQ count differently: run the tests.");
        if (!rows.Select(Count).SequenceEqual(EvaluateWithFacts().Rows.Select(Count)))
            throw new InvalidOperationException("The evaluator counts differently with facts that say the same: run the tests.");

        static (string, string, string?, string?, string?, string?, int) Count(LifecycleSummaryRow row) =>
            (row.Action, row.ResourceType, row.RecipeName, row.RecipeVersion, row.AccountId, row.Region, row.Count);
    }

    private static AmiFact FactOf(Ami ami, int number) => new()
    {
        AmiId = ami.Image,
        Region = ami.Region,
        AccountId = ami.AccountId,
        State = "available",
        IsPublic = ami.IsPublic,
        SharedAccounts = ami.SharedAccounts,
        Tags = new(ami.Tags!) { ["CreatedBy"] = "EC2 Image Builder" },
        LastLaunchedTime = ami.LastLaunchedTime,
        HasNeverLaunched = ami.HasNeverLaunched,
        DeregistrationProtection = "disabled",
        InUseBy = [],
        RecycleBinDays = 7,
        Snapshots =
        [
            .. ami.SnapshotIds!.Select(id => new AmiSnapshot
            {
                SnapshotId = id,
                FullSnapshotSizeInBytes = SnapshotBytes,
                Tags = CreatedByImageBuilder,
                AmiIds = number % SharedSnapshots == 0 ? [ami.Image!, $"ami-{number}-copy"] : [ami.Image!],
                RecycleBinDays = 7,
            }),
        ],
    };

    private static Image WithoutFacts(Image image) => new()
    {
        Arn = image.Arn,
        Type = image.Type,
        Name = image.Name,
        Version = image.Version,
        State = image.State,
        ImageRecipe = image.ImageRecipe,
        ContainerRecipe = image.ContainerRecipe,
        DateCreated = image.DateCreated,
        Tags = image.Tags,
        OutputResources = image.OutputResources?.Amis is { } amis
            ? new() { Amis = [.. amis.Select(ami => new Ami { Image = ami.Image, Region = ami.Region, AccountId = ami.AccountId, State = ami.State })] }
            : image.OutputResources,
    };

    private static LifecyclePolicyDetail Rule(string action, int value, string unit, int? retain) => new()
    {
        Action = new() { Type = action, IncludeResources = new() { Amis = true, Snapshots = action == LifecyclePolicyDetailActionType.Delete ? true : null } },
        Filter = new() { Type = LifecyclePolicyDetailFilterType.Age, Value = value, Unit = unit, RetainAtLeast = retain },
        ExclusionRules = new()
        {
            TagMap = new() { ["keep"] = "yes" },
            Amis = new()
            {
                IsPublic = true,
                Regions = ["ap-south-1"],
                SharedAccounts = ["111111111111"],
                TagMap = new() { ["env"] = "prod" },
                LastLaunched = new() { Value = 2, Unit = LifecyclePolicyTimeUnit.Weeks },
            },
        },
    };
}
