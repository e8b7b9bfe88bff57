using System.Globalization;
using System.Text.Json;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Operations;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Aws;
using ImageBuilderPS.Aws.Ec2;
using ImageBuilderPS.Client;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Comparison;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Oracle;

namespace ImageBuilderPS.Trials;

/// <summary>
/// A random policy and random images in a local service: before each of several runs, the preview with EC2's facts, which
/// decides as the oracle does; after it, the comparison with what the run did. Everything is read over HTTP, as the cmdlets
/// do it.
/// </summary>
internal sealed class PreviewTrial
{
    private const int Images = 25;
    private const int Runs = 3;
    private const int ThrottleLimit = 8;
    private const string ReaderRole = "Reader";
    private static readonly TimeSpan BeforeRun = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterRun = TimeSpan.FromMinutes(1);

    private static readonly LifecyclePolicyResourceSelection AllImages =
        new() { Recipes = [.. LifecycleSamples.Recipes.Select(name => new LifecyclePolicyResourceSelectionRecipe { Name = name, SemanticVersion = "x.x.x" })] };

    private readonly ILocalService host;
    private readonly ServiceCaller service;
    private readonly TrialResults results;
    private readonly int seed;
    private readonly ConnectionSettings settings;
    private readonly IImageBuilder imageBuilder;
    private readonly RandomAccount account;

    public PreviewTrial(ILocalService host, ServiceCaller service, int seed, TrialResults results)
    {
        (this.host, this.service, this.seed, this.results) = (host, service, seed, results);
        settings = new() { EndpointUrl = host.Url, Region = RandomAccount.Region, AccessKey = RandomAccount.Own, SecretKey = "secret" };
        imageBuilder = new AwsImageBuilderFactory().Connect(settings);
        account = new(service, seed);
    }

    private bool IsDaily => seed % 2 == 0;

    private bool HasFaults => seed % 20 == 0;

    public async Task RunAsync()
    {
        var samples = new LifecycleSamples(seed);
        var (first, policy) = (samples.Time(), samples.Policy());
        host.Reset(first.AddDays(-2));
        host.SetClock(first.AddDays(-1), advance: null, isStopped: true);
        if (seed % 3 != 0)
            policy.ResourceSelection = AllImages;
        await CreateAsync(policy).ConfigureAwait(false);
        await account.FillAsync(samples, Images, first).ConfigureAwait(false);
        for (var run = 0; run < Runs; run++)
        {
            var at = first.AddDays(run);
            host.SetClock(IsDaily ? at - BeforeRun : at, advance: null, isStopped: null);
            await account.ChangeAsync(oneIn: 12, at).ConfigureAwait(false);
            var preview = await PreviewAsync(policy, run, at).ConfigureAwait(false);
            var execution = await CarryOutAsync(policy, at).ConfigureAwait(false);
            results.Add(seed, run, preview, new LifecyclePreviewComparer(preview.Select(PreviewedResource.From)).Compare(execution, await ResourcesAsync(execution).ConfigureAwait(false)));
        }
    }

    // An enabled policy runs daily, at the time of day at which it was created.
    private async Task CreateAsync(LifecyclePolicy policy)
    {
        EnumNormalizer.Normalize(policy);
        policy.Arn = (await SendAsync(new CreateLifecyclePolicyRequest
        {
            Name = "random",
            Status = IsDaily ? LifecyclePolicyStatus.Enabled : LifecyclePolicyStatus.Disabled,
            ExecutionRole = "role",
            ResourceType = policy.ResourceType,
            PolicyDetails = policy.PolicyDetails,
            ResourceSelection = policy.ResourceSelection,
            ClientToken = "token",
        }).ConfigureAwait(false)).LifecyclePolicyArn;
    }

    private async Task<IReadOnlyList<LifecycleDecision>> PreviewAsync(LifecyclePolicy policy, int run, DateTimeOffset at)
    {
        if (HasFaults)
            await AddFaultsAsync().ConfigureAwait(false);
        var images = new AccountImages(imageBuilder, ThrottleLimit, _ => { }, CancellationToken.None).Read();
        var collector = new AmiFactCollector(new AwsEc2Factory(), settings, new() { RoleName = ReaderRole }, new FastClock());
        var facts = await collector.CollectAsync([.. AmiQuery.From(images)]).ConfigureAwait(false);
        if (HasFaults)
            await RemoveFaultsAsync().ConfigureAwait(false);
        var preview = new LifecycleEvaluator(policy).Decide(images, at, new(facts));
        results.AddDecisions(seed, run, preview.Count, OracleComparison.Difference(new LinqLifecycleOracle(policy, images, at, new(facts)).Decide(), preview));
        return preview;
    }

    private async Task AddFaultsAsync() => await service.ControlAsync("faults", string.Create(CultureInfo.InvariantCulture, $$"""
        [{"operation":"DescribeImages","error":"RequestLimitExceeded","status":503,"share":0.3,"seed":{{seed}},"count":5},
         {"operation":"DescribeImageAttribute","error":"InternalError","status":500,"share":0.1,"seed":{{seed}},"count":2},
         {"operation":"DescribeSnapshots","error":"RequestLimitExceeded","status":503,"share":0.5,"seed":{{seed}},"count":2},
         {"operation":"AssumeRole","error":"Throttling","status":400,"count":1},
         {"operation":"GetImage","error":"CallRateLimitExceededException","share":0.2,"seed":{{seed}},"count":1},
         {"operation":"GetImage","error":"ServiceException","share":0.2,"seed":{{seed + 1}},"count":1}]
        """)).ConfigureAwait(false);

    private async Task RemoveFaultsAsync()
    {
        var rules = await service.ControlAsync("faults", method: HttpMethod.Get).ConfigureAwait(false);
        results.AddFaults(Applied(rules));
        await service.ControlAsync("faults", method: HttpMethod.Delete).ConfigureAwait(false);

        static int Applied(JsonElement element) => element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().Sum(Applied),
            JsonValueKind.Object => element.EnumerateObject().Sum(member => member.NameEquals("applied") ? member.Value.GetInt32() : Applied(member.Value)),
            _ => 0,
        };
    }

    private async Task<string> CarryOutAsync(LifecyclePolicy policy, DateTimeOffset at)
    {
        if (!IsDaily)
            await service.ControlAsync($"run?policy={policy.Arn}").ConfigureAwait(false);
        host.SetClock(at + AfterRun, advance: null, isStopped: null);
        var executions = await SendAsync(new ListLifecycleExecutionsRequest { ResourceArn = policy.Arn }).ConfigureAwait(false);
        var execution = executions.LifecycleExecutions!.MaxBy(execution => execution.StartTime)!;
        return execution.StartTime == at && execution.State!.Status is LifecycleExecutionStatus.Success or LifecycleExecutionStatus.Failed
            ? execution.LifecycleExecutionId!
            : throw new InvalidOperationException($"The newest execution is of {execution.StartTime:u} and {execution.State!.Status}, expected one of {at:u} that has ended.");
    }

    private async Task<List<(LifecycleExecutionResource Image, IReadOnlyList<LifecycleExecutionResource> Outputs)>> ResourcesAsync(string execution)
    {
        var resources = new List<(LifecycleExecutionResource, IReadOnlyList<LifecycleExecutionResource>)>();
        foreach (var image in await ListAsync(execution, null).ConfigureAwait(false))
            resources.Add((image, await ListAsync(execution, image.ResourceId).ConfigureAwait(false)));
        return resources;
    }

    private async Task<List<LifecycleExecutionResource>> ListAsync(string execution, string? parent)
    {
        var resources = new List<LifecycleExecutionResource>();
        var request = new ListLifecycleExecutionResourcesRequest { LifecycleExecutionId = execution, ParentResourceId = parent };
        do
        {
            var page = await SendAsync(request).ConfigureAwait(false);
            resources.AddRange(page.Resources!);
            request.NextToken = page.NextToken;
        }
        while (request.NextToken is not null);
        return resources;
    }

    private Task<TResponse> SendAsync<TResponse>(Api.Request<TResponse> request)
        where TResponse : Api.Response, new() => imageBuilder.SendAsync(request, CancellationToken.None);
}
