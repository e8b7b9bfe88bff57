using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Plans;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>An account of web images, each with one AMI of which everything is known, and a plan for its policy.</summary>
internal sealed class PlanScenario
{
    public const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:lifecycle-policy/web";

    /// <summary>Images, one a line, as in <see cref="Scenario"/>.</summary>
    public string Images { get; init; } = "a web/1.0.0 2026-03-30 AVAILABLE\nb web/1.0.0 2026-03-01 AVAILABLE\nc web/1.0.0 2026-01-01 AVAILABLE";

    /// <summary>The rules of the live policy; null where there is none.</summary>
    public string? Before { get; init; } = DeleteAfter(80);

    public string After { get; init; } = DeleteAfter(20);

    public string StatusAfter { get; init; } = "ENABLED";

    public string StatusBefore { get; init; } = "ENABLED";

    public DateTimeOffset Now { get; init; } = Scenario.Noon;

    public LifecyclePlanOptions Options { get; init; } = new() { Caller = new CallerIdentity("123456789012", "arn:aws:iam::123456789012:user/ann"), Region = "us-east-1", MaximumDeletePercent = 100 };

    /// <summary>Changes the facts, by AMI: <c>ami-a</c>.</summary>
    public Action<AmiFact>? Fact { get; init; }

    public bool AsksEc2 { get; init; } = true;

    public IReadOnlyList<Image> Given
    {
        get
        {
            var images = new Scenario { Images = Images }.Given;
            foreach (var image in images)
            {
                image.OutputResources ??= new()
                {
                    Amis = [new() { Image = "ami-" + image.Arn, Region = "us-east-1", AccountId = "123456789012" }],
                };
            }
            return images;
        }
    }

    public IReadOnlyList<AmiFact>? Facts => !AsksEc2 ? null : [.. Given.Select(image => FactOf("ami-" + image.Arn))];

    public LifecyclePolicy? Live => Before is null ? null : Policy(Before, StatusBefore);

    public LifecyclePlan Plan() => new LifecyclePlanner(Options, Given, Facts, Now).Create([new(Policy(After, StatusAfter), Live)]);

    public LifecyclePlanDrift DriftOf(LifecyclePlan plan) => LifecyclePlanDrift.Find(plan, Given, Facts, Now);

    public static string DeleteAfter(int days) =>
        $$$"""{"action":{"type":"DELETE","includeResources":{"amis":true,"snapshots":true}},"filter":{"type":"AGE","value":{{{days}}},"unit":"DAYS"}}""";

    public static LifecyclePolicy Policy(string rules, string status) => ContractJson.FromBytes<LifecyclePolicy>(System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"arn":"{{{Arn}}}","name":"web","status":"{{{status}}}","executionRole":"Role","resourceType":"AMI_IMAGE","policyDetails":[{{{rules}}}],"resourceSelection":{"recipes":[{"name":"web","semanticVersion":"x.x.x"}]}}"""));

    /// <summary>The decisions as <c>Delete a, Delete ami-a</c>; new ones have a star.</summary>
    public static string Decisions(LifecyclePlan plan) => string.Join(", ", plan.Policies![0].Decisions!.Select(decision => $"{decision.Action} {decision.ResourceId}{(decision.IsNew ? "*" : "")}"));

    private AmiFact FactOf(string id)
    {
        var fact = new AmiFact
        {
            AmiId = id,
            Region = "us-east-1",
            AccountId = "123456789012",
            State = "available",
            IsPublic = false,
            SharedAccounts = [],
            Tags = new() { ["CreatedBy"] = "EC2 Image Builder" },
            HasNeverLaunched = true,
            DeregistrationProtection = "disabled",
            Snapshots = [new() { SnapshotId = "snap-" + id, VolumeSize = 8, StorageTier = "standard", Tags = new() { ["CreatedBy"] = "EC2 Image Builder" }, AmiIds = [id], RecycleBinDays = 0 }],
            InUseBy = [],
            RecycleBinDays = 0,
        };
        Fact?.Invoke(fact);
        return fact;
    }
}
