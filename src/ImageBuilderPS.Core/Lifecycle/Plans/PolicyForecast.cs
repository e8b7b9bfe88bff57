using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;
using ImageBuilderPS.Lifecycle.Results;
using ImageBuilderPS.Lifecycle.Simulation;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>What the daily runs of one policy do with each resource until a time: of several actions the one that goes furthest.</summary>
/// <remarks>
/// A run does not do all at once: an old image is deprecated by the first run, disabled by the second and deleted by the
/// third. A look at the first run alone would miss its deletion.
/// </remarks>
internal sealed class PolicyForecast : ILifecycleDecisionVisitor
{
    private readonly DateTimeOffset until;
    private readonly List<Entry> entries = [];
    private readonly Dictionary<PlannedResource, int> places = [];
    private readonly SnapshotPrices prices;
    private DateTimeOffset? first;

    private PolicyForecast(DateTimeOffset until, SnapshotPrices prices)
    {
        this.until = until;
        this.prices = prices;
    }

    /// <summary>How many images the policy selects.</summary>
    public int SelectedImages { get; private set; }

    /// <summary>The calendar of the next twelve months; empty where it was not asked for, and for a policy that does not run.</summary>
    public IReadOnlyList<LifecycleCalendarRow> Calendar { get; private set; } = [];

    /// <summary>Plays the runs of a policy. One that is null or disabled does not run.</summary>
    /// <param name="policy">The policy; null for none.</param>
    /// <param name="images">The account's images.</param>
    /// <param name="facts">What EC2 knows of their AMIs; null when it was not asked.</param>
    /// <param name="from">The time of the first run.</param>
    /// <param name="until">The time of the last run that counts.</param>
    /// <param name="prices">What snapshots cost.</param>
    /// <param name="withCalendar">Whether to go on for the calendar.</param>
    /// <exception cref="ArgumentException">The policy cannot be evaluated; the message has the JSON path.</exception>
    public static PolicyForecast Create(
        LifecyclePolicy? policy, IReadOnlyList<Image> images, AmiFactIndex? facts, DateTimeOffset from, DateTimeOffset until, SnapshotPrices prices, bool withCalendar)
    {
        var forecast = new PolicyForecast(until, prices);
        if (policy is null)
            return forecast;
        var evaluator = new LifecycleEvaluator(policy);
        if (policy.Status.EqualsIgnoreCase(LifecyclePolicyStatus.Disabled))
            return forecast;
        var simulation = new LifecycleSimulation(evaluator) { Facts = facts, Prices = prices };
        var timeline = simulation.Play(images, from, withCalendar ? from.AddMonths(12) : until, forecast);
        if (withCalendar)
            forecast.Calendar = timeline.Calendar;
        return forecast;
    }

    /// <summary>Takes a decision.</summary>
    /// <param name="decision">The decision, before its resource changes.</param>
    public void Visit(in ResourceDecision decision)
    {
        first ??= decision.At;
        if (decision.At == first && decision.ResourceType == LifecycleResourceType.Image && decision.ReasonKind is not (ReasonKind.NotSelected or ReasonKind.OtherType))
            SelectedImages++;
        if (decision.At > until || Rank(decision) == 0)
            return;
        var resource = PlannedResource.Of(decision);
        if (!places.TryGetValue(resource, out var place))
        {
            places.Add(resource, entries.Count);
            entries.Add(new(decision, decision.Reason, decision.Status));
            return;
        }
        var known = entries[place];
        if (Rank(decision) > Rank(known.Decision))
            entries[place] = new(decision, decision.Reason, known.Status);
    }

    /// <summary>The action on a resource; Keep for none.</summary>
    public LifecycleAction ActionOn(in PlannedResource resource) => places.TryGetValue(resource, out var place) ? entries[place].Decision.Action : LifecycleAction.Keep;

    /// <summary>The counts of the last actions.</summary>
    public LifecyclePlanTotals ToTotals()
    {
        var totals = new LifecycleTotals(prices);
        foreach (var entry in entries)
            totals.Visit(entry.Decision);
        return new()
        {
            DeletedImages = totals.Deleted(LifecycleResourceType.Image),
            DeletedAmis = totals.Deleted(LifecycleResourceType.Ami),
            DeletedSnapshots = totals.Deleted(LifecycleResourceType.Snapshot),
            DeletedContainers = totals.Deleted(LifecycleResourceType.Container),
            DisabledImages = totals.Count(LifecycleAction.Disable, LifecycleResourceType.Image),
            DeprecatedImages = totals.Count(LifecycleAction.Deprecate, LifecycleResourceType.Image),
            Unknown = entries.Count(entry => entry.Decision.Action == LifecycleAction.Unknown),
            InUse = totals.InUse,
            Refused = totals.Refused,
            SharedSnapshots = totals.SharedSnapshots,
            Unmanaged = totals.Unmanaged,
            FreedBytes = totals.FreedBytes,
            MaxMonthlyCost = totals.MaxMonthlyCost,
            Line = totals.ToLine(),
        };
    }

    /// <summary>The decisions, beside what another forecast does with the same resources; then what only the other one changes.</summary>
    /// <param name="before">The forecast of the live policy.</param>
    public IEnumerable<LifecyclePlanDecision> ToDecisions(PolicyForecast before)
    {
        foreach (var entry in entries)
            yield return ToDecision(entry, before.ActionOn(PlannedResource.Of(entry.Decision)), isOnlyBefore: false);
        foreach (var entry in before.entries)
        {
            if (!places.ContainsKey(PlannedResource.Of(entry.Decision)))
                yield return ToDecision(entry, entry.Decision.Action, isOnlyBefore: true);
        }
    }

    /// <summary>The facts about the AMIs that the runs change.</summary>
    public IEnumerable<AmiFact> ChangedFacts() => entries.Select(entry => entry.Decision.Fact).OfType<AmiFact>();

    // Keep and Skip are no changes. An action that is carried out goes before one that is refused.
    private static int Rank(in ResourceDecision decision) => decision.Action switch
    {
        LifecycleAction.Delete => 8,
        LifecycleAction.Unknown => 6,
        LifecycleAction.Disable => 4,
        LifecycleAction.Deprecate => 2,
        _ => decision.Outcome == LifecycleOutcome.Unmanaged ? 1 : 0,
    } + (decision.IsAction && !decision.IsHindered ? 1 : 0);

    private LifecyclePlanDecision ToDecision(Entry entry, LifecycleAction before, bool isOnlyBefore)
    {
        var decision = entry.Decision;
        var action = isOnlyBefore ? LifecycleAction.Keep : decision.Action;
        var days = isOnlyBefore ? null : decision.RecycleBinDays;
        return new()
        {
            Action = action.ToString(),
            ActionBefore = before.ToString(),
            At = decision.At,
            ResourceType = decision.ResourceType.ToString(),
            ResourceId = decision.ResourceId,
            ImageArn = decision.Image.Arn,
            AmiId = decision.Ami?.Image,
            Region = decision.Region,
            AccountId = decision.AccountId,
            RecipeName = decision.RecipeName,
            RecipeVersion = decision.RecipeVersion,
            Rule = decision.Rule,
            Reason = isOnlyBefore ? $"The live policy would {before.ToString().ToLowerInvariant()} it: {entry.Reason}" : entry.Reason,
            ReasonKind = decision.ReasonKind.ToString(),
            Outcome = isOnlyBefore ? nameof(LifecycleOutcome.None) : decision.Outcome.ToString(),
            Refusal = isOnlyBefore || decision.Refusal == RefusalKind.None ? null : decision.Refusal.ToString(),
            UnknownFacts = isOnlyBefore || decision.UnknownFacts == Results.UnknownFacts.None ? null : decision.UnknownFacts.ToString(),
            InUseBy = decision.ResourceType == LifecycleResourceType.Ami && decision.Fact?.InUseBy is { } uses ? [.. uses.Select(use => use.ToString())] : null,
            SizeBytes = decision.Snapshot?.MaxBytes,
            MaxMonthlyCost = decision.MaxMonthlyCost(prices),
            IsRecoverable = days is null ? null : days > 0,
            RecoverableUntil = days is > 0 ? decision.At.AddDays(days.Value) : null,
            AgeDays = decision.Age is { } age ? (int)Math.Floor(age.TotalDays) : null,
            Status = entry.Status,
        };
    }

    private readonly struct Entry(in ResourceDecision decision, string reason, string? status)
    {
        public ResourceDecision Decision { get; } = decision;

        public string Reason { get; } = reason;

        public string? Status { get; } = status;
    }
}

/// <summary>A resource of a plan, to compare by.</summary>
/// <param name="Type">What it is, a name of <see cref="LifecycleResourceType"/>.</param>
/// <param name="Id">Its ARN, id or URI; null when not known.</param>
/// <param name="AmiId">The AMI that it is, or is behind; null for others.</param>
/// <param name="ImageArn">The image that it is, or is an output of.</param>
internal readonly record struct PlannedResource(string? Type, string? Id, string? AmiId, string? ImageArn)
{
    public static PlannedResource Of(in ResourceDecision decision) =>
        new(decision.ResourceType.ToString(), decision.ResourceId, decision.Ami?.Image, decision.Image.Arn);

    public static PlannedResource Of(LifecyclePlanDecision decision) =>
        new(decision.ResourceType, decision.ResourceId, decision.AmiId, decision.ImageArn);

    /// <summary>One line: <c>Ami ami-1</c>.</summary>
    public override string ToString() => $"{Type} {Id ?? $"behind {AmiId}"}";
}
