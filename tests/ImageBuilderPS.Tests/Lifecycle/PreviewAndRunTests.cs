using System.Collections.Concurrent;
using System.Text.Json;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Json;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;
using ImageBuilderPS.Oracle;
using ImageBuilderPS.Tests.LocalService;

namespace ImageBuilderPS.Tests.Lifecycle;

/// <summary>Random policies over random images: what a preview says beside what the local service's runs then do.</summary>
public sealed class PreviewAndRunTests
{
    private const int Policies = 300;
    private const int Images = 80;
    private const int Runs = 3;

    [Fact]
    public void A_preview_equals_what_the_local_services_runs_then_do_on_the_same()
    {
        var actions = new ConcurrentDictionary<(string Action, string Type), bool>();

        Parallel.For(0, Policies, seed =>
        {
            var samples = new LifecycleSamples(seed);
            var at = samples.Time();
            var core = new LocalServiceHarness();
            var policy = Create(core, samples.Policy());
            var given = Complete(samples.Images(Images, at));
            Put(core, given);
            var images = WithFacts(All(core), given);
            var preview = new LifecycleSimulation(policy).Decide(images, at, Runs).ToList();

            foreach (var decisions in preview)
            {
                var run = Run(core, policy, decisions[0].At);
                Assert.Equal($"seed {seed}\n{Told(decisions)}", $"seed {seed}\n{Done(core, run)}");
                Assert.Equal($"seed {seed}\n{Left(images, decisions)}", $"seed {seed}\n{States(images = All(core))}");
                foreach (var decision in decisions)
                    actions[(decision.Action, decision.ResourceType)] = true;
            }
        });

        string[] outputs = [nameof(LifecycleResourceType.Ami), nameof(LifecycleResourceType.Snapshot)];
        Assert.All(outputs, type => Assert.True(actions.ContainsKey((nameof(LifecycleAction.Skip), type))));
        Assert.True(actions.ContainsKey((nameof(LifecycleAction.Delete), nameof(LifecycleResourceType.Container))));
        Assert.All(
            new[] { nameof(LifecycleAction.Keep), nameof(LifecycleAction.Skip), nameof(LifecycleAction.Deprecate), nameof(LifecycleAction.Disable), nameof(LifecycleAction.Delete) },
            action => Assert.True(actions.ContainsKey((action, nameof(LifecycleResourceType.Image)))));
    }

    [Fact]
    public void What_a_run_of_the_local_service_disabled_is_private_also_when_it_is_available_again()
    {
        const string Arn = "arn:aws:imagebuilder:us-east-1:123456789012:image/old/1.0.0/1";
        var core = new LocalServiceHarness();
        Put(core, Complete([new() { Arn = Arn, DateCreated = core.Now.AddYears(-2), Tags = new() { ["stage"] = "dev" }, OutputResources = new() { Amis = [new() { Image = "ami-1", Region = "us-east-1", IsPublic = true }] } }]));

        Run(core, OneRule(core, "DISABLE", null), core.Now);
        var disabled = core.Image(Arn).OutputResources!.Amis![0].State!.Status;
        core.Send(new StartResourceStateUpdateRequest
        {
            ResourceArn = Arn,
            State = new() { Status = ResourceStatus.Available },
            ExecutionRole = "role",
            IncludeResources = new() { Amis = true },
            ClientToken = core.Token(),
        });
        core.Pass(1);
        var available = core.Image(Arn).OutputResources!.Amis![0].State!.Status;
        var run = Run(core, OneRule(core, "DELETE", new() { IsPublic = true }), core.Now);

        Assert.Equal(("DISABLED", "AVAILABLE"), (disabled, available));
        Assert.Equal("SUCCESS", Assert.Single(Resources(core, run, Arn)).State!.Status);
    }

    private static LifecyclePolicy OneRule(LocalServiceHarness core, string action, LifecyclePolicyDetailExclusionRulesAmis? exclusions) => Create(
        core,
        new()
        {
            ResourceType = "AMI_IMAGE",
            ResourceSelection = new() { TagMap = new() { ["stage"] = "dev" } },
            PolicyDetails =
            [
                new()
                {
                    Action = new() { Type = action, IncludeResources = new() { Amis = true } },
                    Filter = new() { Type = "AGE", Value = 1, Unit = "YEARS" },
                    ExclusionRules = new() { Amis = exclusions },
                },
            ],
        },
        "one rule " + action.ToLowerInvariant());

    private static LifecyclePolicy Create(LocalServiceHarness core, LifecyclePolicy policy, string name = "random")
    {
        EnumNormalizer.Normalize(policy);
        var arn = core.Send(new CreateLifecyclePolicyRequest
        {
            Name = name,
            ExecutionRole = "role",
            ResourceType = policy.ResourceType,
            PolicyDetails = policy.PolicyDetails,
            ResourceSelection = policy.ResourceSelection,
            ClientToken = core.Token(),
        }).LifecyclePolicyArn;
        return core.Send(new GetLifecyclePolicyRequest { LifecyclePolicyArn = arn }).LifecyclePolicy!;
    }

    private static void Put(LocalServiceHarness core, Image[] images) =>
        Assert.Equal(200, core.Raw("POST", "/_local/images?region=us-east-1", JsonSerializer.Serialize(images)).Status);

    /// <summary>
    /// Gives AMIs the facts that the service's EC2 has of them: what is not given is its default, and nothing is left of an
    /// AMI that is deleted. A run may change only what Image Builder made.
    /// </summary>
    private static Image[] Complete(Image[] images)
    {
        foreach (var ami in images.SelectMany(Amis))
        {
            var isDeleted = ami.State?.Status.EqualsIgnoreCase("DELETED") is true;
            ami.IsPublic = !isDeleted && ami.IsPublic is true;
            ami.SharedAccounts = isDeleted ? [] : ami.SharedAccounts ?? [];
            ami.Tags = isDeleted ? [] : new(ami.Tags ?? []) { ["CreatedBy"] = "EC2 Image Builder" };
            ami.SnapshotIds = isDeleted ? [] : ami.SnapshotIds ?? [];
            if (isDeleted || ami.LastLaunchedTime is null)
                ami.LastLaunchedTime = null;
        }
        return images;
    }

    /// <summary>Adds what the service was told of the AMIs and does not tell: whether they are public, shared, launched.</summary>
    private static List<Image> WithFacts(List<Image> images, Image[] given)
    {
        foreach (var image in images)
            image.OutputResources = given.FirstOrDefault(other => other.Arn == image.Arn)?.OutputResources ?? image.OutputResources;
        return images;
    }

    private static List<Image> All(LocalServiceHarness core)
    {
        var images = new List<Image>();
        var request = new ListImageBuildVersionsRequest();
        do
        {
            var page = core.Send(request);
            images.AddRange(page.ImageSummaryList!.Select(summary => core.Image(summary.Arn!)));
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);
        return images;
    }

    private static string Run(LocalServiceHarness core, LifecyclePolicy policy, DateTimeOffset at)
    {
        var response = core.Raw("POST", $"/_local/run?policy={policy.Arn}&at={at.UtcDateTime:o}");
        Assert.Equal(200, response.Status);
        core.Pass(1);
        return ContractJson.FromBytes<LifecycleExecution>(response.Body).LifecycleExecutionId!;
    }

    /// <summary>What an execution has to show for a preview's decisions.</summary>
    private static string Told(IReadOnlyList<LifecycleDecision> decisions)
    {
        var lines = decisions.Where(decision => decision.Action != nameof(LifecycleAction.Keep)).SelectMany(decision =>
        {
            var (verb, status) = (decision.Rule!.Split(' ')[1], Status(decision.Action));
            return decision.ResourceType switch
            {
                nameof(LifecycleResourceType.Image) => new[] { $"{decision.ResourceId} {verb} {status}: {decision.Reason}" },
                nameof(LifecycleResourceType.Snapshot) => [$" {decision.AmiId} {verb} {status}", $"  snapshot {decision.ResourceId} {status}"],
                _ => [$" {decision.ResourceId} {verb} {status}"],
            };
        });
        return Text(lines);
    }

    private static string Status(string action) =>
        action == nameof(LifecycleAction.Skip) ? "SKIPPED" : action == nameof(LifecycleAction.Unknown) ? "FAILED" : "SUCCESS";

    private static string Done(LocalServiceHarness core, string run)
    {
        var lines = Resources(core, run, null).SelectMany(image =>
            Resources(core, run, image.ResourceId)
                .SelectMany(output => (output.Snapshots ?? [])
                    .Select(snapshot => $"  snapshot {snapshot.SnapshotId} {snapshot.State!.Status}")
                    .Prepend($" {output.ResourceId} {output.Action!.Name} {output.State!.Status}"))
                .Prepend($"{image.ResourceId} {image.Action!.Name} {image.State!.Status}: {image.Action.Reason}"));
        return Text(lines);
    }

    private static List<LifecycleExecutionResource> Resources(LocalServiceHarness core, string run, string? parent)
    {
        var resources = new List<LifecycleExecutionResource>();
        var request = new ListLifecycleExecutionResourcesRequest { LifecycleExecutionId = run, ParentResourceId = parent };
        do
        {
            var page = core.Send(request);
            resources.AddRange(page.Resources!);
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);
        return resources;
    }

    /// <summary>The states that a preview's decisions leave behind.</summary>
    private static string Left(List<Image> images, IReadOnlyList<LifecycleDecision> decisions)
    {
        var actions = decisions.Where(decision => decision.ResourceId is not null).ToDictionary(decision => decision.ResourceId!, decision => decision.Action);
        return Text(images.Where(image => actions[image.Arn!] != nameof(LifecycleAction.Delete))
            .SelectMany(image => Amis(image)
                .Select(ami => $" {ami.Image} {After(ami.State?.Status, actions, ami.Image!)}")
                .Prepend($"{image.Arn} {After(image.State!.Status, actions, image.Arn!)}")));
    }

    private static string? After(string? status, Dictionary<string, string> actions, string id)
    {
        actions.TryGetValue(id, out var action);
        return action switch
        {
            nameof(LifecycleAction.Deprecate) when status?.ToUpperInvariant() is not ("DISABLED" or "DELETED") => "DEPRECATED",
            nameof(LifecycleAction.Disable) when status?.ToUpperInvariant() is not "DELETED" => "DISABLED",
            _ => status,
        };
    }

    private static string States(List<Image> images) => Text(images
        .SelectMany(image => Amis(image).Select(ami => $" {ami.Image} {ami.State?.Status}").Prepend($"{image.Arn} {image.State!.Status}")));

    private static Ami[] Amis(Image image) => image.OutputResources?.Amis ?? [];

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines.Distinct());
}
