using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Ec2.Resources;
using ImageBuilderPS.LocalService.Operations;
using ImageBuilderPS.LocalService.Storage;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>The initial resources of an account in a region: enough to try each cmdlet.</summary>
internal static class SampleAccount
{
    private const string Recipe = "web-server";
    private static readonly string[] Regions = ["us-east-1", "eu-west-1", "ap-southeast-2"];
    private static readonly string[] Targets = ["111122223333", "444455556666"];

    private const int BaseVolumeSize = 8;

    // Ids that people write into examples.
    private static readonly (string Id, string Name)[] BaseAmis =
        [("ami-0123456789abcdef0", "base-linux"), ("ami-0fedcba9876543210", "base-linux-fips")];

    // Version, build, age in days.
    private static readonly (string Version, string Build, int Age)[] Builds =
    [
        ("1.0.0", "1", 400), ("1.0.0", "2", 200), ("1.0.0", "3", 95),
        ("1.1.0", "1", 120), ("1.1.0", "2", 60), ("1.1.0", "3", 20),
        ("2.0.0", "1", 35), ("2.0.0", "2", 2),
    ];

    public static void Fill(OperationContext context)
    {
        var (state, now) = (context.State, context.Now);
        AddConfiguration(state, now);
        AddPolicy(context);
        foreach (var build in Builds)
            AddImage(context, new(state.Arn("image/"), Recipe, build.Version, build.Build), now.AddDays(-build.Age));
        AddBaseAmis(context);
        AddAmazonImage(state, now);
        SampleUses.Add(context, Recipe);
    }

    private static void AddConfiguration(RegionState state, DateTimeOffset now)
    {
        var arn = state.Arn("distribution-configuration/demo");
        state.Configurations.Put(arn, new()
        {
            Arn = arn,
            Name = "demo",
            Description = "Three regions, two accounts",
            Distributions =
            [
                .. RegionsOf(state).Select(region => new Distribution
                {
                    Region = region,
                    AmiDistributionConfiguration = new()
                    {
                        Name = "demo {{ imagebuilder:buildDate }}",
                        TargetAccountIds = [.. Targets],
                    },
                }),
            ],
            TimeoutMinutes = ConfigurationOperations.TimeoutMinutes,
            DateCreated = now.AddDays(-400),
            Tags = [],
        });
    }

    private static void AddPolicy(OperationContext context)
    {
        var (state, now) = (context.State, context.Now);
        var arn = state.Arn("lifecycle-policy/demo");
        PolicyOperations.Add(context, new()
        {
            Arn = arn,
            Name = "demo",
            Description = "Deprecates web-server images after 30 days and deletes them after 90",
            Status = LifecyclePolicyStatus.Enabled,
            ExecutionRole = $"arn:{state.Partition}:iam::{state.Account}:role/ImageBuilderLifecycleRole",
            ResourceType = LifecyclePolicyResourceType.AmiImage,
            PolicyDetails =
            [
                Rule(LifecyclePolicyDetailActionType.Deprecate, 30, null, new() { Amis = true }),
                Rule(LifecyclePolicyDetailActionType.Delete, 90, 1, new() { Amis = true, Snapshots = true }),
            ],
            ResourceSelection = new() { Recipes = [new() { Name = Recipe, SemanticVersion = "x.x.x" }] },
            DateCreated = now.AddDays(-400),
            DateUpdated = now.AddDays(-30),
            Tags = [],
        });
    }

    private static LifecyclePolicyDetail Rule(
        string action, int days, int? retain, LifecyclePolicyDetailActionIncludeResources include) => new()
        {
            Action = new() { Type = action, IncludeResources = include },
            Filter = new()
            {
                Type = LifecyclePolicyDetailFilterType.Age,
                Value = days,
                Unit = LifecyclePolicyTimeUnit.Days,
                RetainAtLeast = retain,
            },
        };

    private static void AddImage(OperationContext context, ImageArn arn, DateTimeOffset created)
    {
        var state = context.State;
        var image = NewImage(state, arn, created);
        state.Images.Put(new(image));
        foreach (var ami in image.OutputResources!.Amis!)
            DistributedAmis.Import(context, image, ami);
    }

    private static Image NewImage(RegionState state, ImageArn arn, DateTimeOffset created) => new()
    {
        Arn = arn.ToString(),
        Type = ImageType.Ami,
        Name = arn.Name,
        Version = arn.Version,
        Platform = Platform.Linux,
        OsVersion = "Amazon Linux 2023",
        State = new() { Status = ImageStatus.Available },
        ImageRecipe = new()
        {
            Arn = state.Arn($"image-recipe/{arn.Name}/{arn.Version}"),
            Name = arn.Name,
            Version = arn.Version,
            ParentImage = "ami-0123456789abcdef0",
        },
        DateCreated = created,
        OutputResources = new()
        {
            Amis =
            [
                .. RegionsOf(state).OrderBy(region => region != state.Region).Take(2).Select(region => new Ami
                {
                    Region = region,
                    Image = ResourceIds.Create("ami-", arn, region, state.Account),
                    Name = $"{arn.Name} {arn.Version} {arn.Build}",
                    AccountId = state.Account,
                    State = new() { Status = ImageStatus.Available },
                }),
            ],
        },
        Tags = [],
        BuildType = BuildType.Scheduled,
        ImageSource = ImageSource.Custom,
    };

    // What is distributed in examples, as AMIs that were not made by Image Builder.
    private static void AddBaseAmis(OperationContext context)
    {
        var (state, created) = (context.State, context.Now.AddDays(-15));
        foreach (var (id, name) in BaseAmis)
        {
            var snapshot = "snap-" + id.Substring("ami-".Length);
            state.Ec2.Register(
                new()
                {
                    ImageId = id,
                    Name = name,
                    OwnerId = state.Account,
                    CreationDate = created,
                    BlockDevices = [new() { SnapshotId = snapshot, VolumeSize = BaseVolumeSize }],
                },
                new Ec2Snapshot
                {
                    SnapshotId = snapshot,
                    OwnerId = state.Account,
                    Description = $"Created by CreateImage for {id}",
                    StartTime = created,
                    VolumeSize = BaseVolumeSize,
                });
        }
    }

    // The regions are those of one partition, the account's own first among them.
    private static string[] RegionsOf(RegionState state) =>
        state.Partition != Partitions.Default ? [state.Region]
        : Regions.Contains(state.Region) ? Regions
        : [state.Region, .. Regions];

    private static void AddAmazonImage(RegionState state, DateTimeOffset now)
    {
        var arn = new ImageArn(state.AmazonArn("image/"), "amazon-linux-2023-x86", "2026.1.1", "1");
        state.Images.Put(new(new()
        {
            Arn = arn.ToString(),
            Type = ImageType.Ami,
            Name = "Amazon Linux 2023 x86",
            Version = arn.Version,
            Platform = Platform.Linux,
            OsVersion = "Amazon Linux 2023",
            State = new() { Status = ImageStatus.Available },
            DateCreated = now.AddDays(-10),
            ImageSource = ImageSource.AmazonManaged,
        }));
    }
}
