using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Policies;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>Makes plans. It reads and sends nothing.</summary>
/// <param name="options">How.</param>
/// <param name="images">The account's images.</param>
/// <param name="facts">What EC2 knows of their AMIs; null when it was not asked.</param>
/// <param name="now">The time of the plan, and of the first run that it shows.</param>
public sealed class LifecyclePlanner(LifecyclePlanOptions options, IReadOnlyList<Image> images, IReadOnlyList<AmiFact>? facts, DateTimeOffset now)
{
    private readonly AmiFactIndex? index = facts is null ? null : new(facts);

    /// <summary>Makes a plan.</summary>
    /// <param name="targets">The policies.</param>
    /// <param name="complete">Reads again, with launch permissions, what is known of the AMIs that change; null where they were read.</param>
    /// <exception cref="ArgumentException">A policy cannot be evaluated; the message has the JSON path.</exception>
    public LifecyclePlan Create(IReadOnlyList<PolicyTarget> targets, Func<IReadOnlyList<AmiFact>, IReadOnlyList<AmiFact>>? complete = null)
    {
        var until = now.AddDays(options.Days);
        // They take as long as the forecasts.
        var imagesDigest = Task.Run(() => PlanDigest.Of(images));
        var factsDigest = facts is null ? null : Task.Run(() => PlanDigest.Of(facts));
        var changed = new Dictionary<string, AmiFact>(StringComparer.Ordinal);
        var policies = targets.Select(target => Plan(target, until, changed)).ToArray();
        var guards = new LifecyclePlanGuards
        {
            MaximumDelete = options.MaximumDelete,
            MaximumDeletePercent = options.MaximumDeletePercent,
            AllowInUse = options.AllowInUse,
            AllowUnknown = options.AllowUnknown,
            AllowLastImage = options.AllowLastImage,
        };
        var plan = new LifecyclePlan
        {
            Version = LifecyclePlanDocument.CurrentVersion,
            CreatedAt = now,
            CreatedBy = options.Caller?.Arn,
            AccountId = options.Caller?.AccountId ?? AccountOf(targets) ?? Arn.Parse(options.RoleArn)?.AccountId,
            Region = options.Region,
            RoleArn = options.RoleArn,
            ExternalId = options.ExternalId,
            ValidUntil = until,
            ImageCount = images.Count,
            ImagesDigest = imagesDigest.GetAwaiter().GetResult(),
            FactsDigest = factsDigest?.GetAwaiter().GetResult(),
            RoleName = options.RoleName,
            Guards = guards,
            BlockedBy = [.. new PlanGuards(guards, images).Find([.. policies.Where(policy => policy.HasChanges)])],
            Policies = policies,
            Facts = [.. complete?.Invoke([.. changed.Values]) ?? changed.Values.AsEnumerable()],
        };
        plan.Digest = LifecyclePlanDocument.DigestOf(plan);
        return plan;
    }

    /// <summary>Whether a rule asks with whom AMIs are shared, which EC2 tells only AMI by AMI.</summary>
    /// <param name="policies">The policies; null for none.</param>
    public static bool NeedsSharing(IEnumerable<LifecyclePolicy?> policies) =>
        policies.SelectMany(policy => policy?.PolicyDetails ?? []).Any(rule => rule?.ExclusionRules?.Amis?.SharedAccounts is { Length: > 0 });

    private static string? AccountOf(IReadOnlyList<PolicyTarget> targets) =>
        targets.Select(target => Arn.Parse(target.After.Arn)?.AccountId).FirstOrDefault(account => account is not null);

    private LifecyclePolicyPlan Plan(PolicyTarget target, DateTimeOffset until, Dictionary<string, AmiFact> changed)
    {
        var (live, after) = (target.Live, target.After.WithDefaultStatus());
        var differences = live is null ? [] : LifecyclePolicyDiff.Compare(live, after);
        var change = live is null ? LifecyclePolicyChange.Create : differences.Count == 0 ? LifecyclePolicyChange.None : LifecyclePolicyChange.Update;
        var liveForecast = change == LifecyclePolicyChange.None ? null : Task.Run(() => Forecast(live, until, withCalendar: false));
        var then = Forecast(after, until, withCalendar: true);
        var before = liveForecast?.GetAwaiter().GetResult() ?? then;
        foreach (var fact in then.ChangedFacts())
            changed[$"{fact.Region} {fact.AmiId}"] = fact;
        return new()
        {
            Name = after.Name ?? live?.Name ?? Arn.ShortName(after.Arn),
            LifecyclePolicyArn = live?.Arn,
            Source = target.Source,
            Change = change.ToString(),
            ClientToken = change == LifecyclePolicyChange.None ? null : target.ClientToken ?? Guid.NewGuid().ToString(),
            DateUpdated = live?.DateUpdated,
            LiveDigest = live is null ? null : PlanDigest.Of(live),
            Before = live,
            After = after,
            Differences = [.. differences.Select(Difference)],
            Drift = target.LastApplied is null || live is null ? null : [.. LifecyclePolicyDiff.Compare(target.LastApplied.WithDefaultStatus(), live).Select(Difference)],
            Warning = change == LifecyclePolicyChange.None ? null : DeletionWarning.Of(live, after),
            SelectedImages = then.SelectedImages,
            TotalsBefore = before.ToTotals(),
            TotalsAfter = then.ToTotals(),
            Calendar = [.. then.Calendar.Select(Month)],
            Decisions = [.. then.ToDecisions(before)],
        };
    }

    private PolicyForecast Forecast(LifecyclePolicy? policy, DateTimeOffset until, bool withCalendar) =>
        PolicyForecast.Create(policy, images, index, now, until, options.Prices, withCalendar);

    private static LifecyclePlanDifference Difference(LifecyclePolicyDifference difference) =>
        new() { Path = difference.Path, Kind = difference.Kind, Before = difference.Before, After = difference.After };

    private static LifecyclePlanMonth Month(Simulation.LifecycleCalendarRow row) => new()
    {
        Month = row.Month?.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
        DeprecatedImages = row.DeprecatedImages,
        DisabledImages = row.DisabledImages,
        DeletedImages = row.DeletedImages,
        DeletedAmis = row.DeletedAmis,
        DeletedSnapshots = row.DeletedSnapshots,
        InUse = row.InUse,
        FreedBytes = row.FreedBytes,
        MaxMonthlyCost = row.MaxMonthlyCost,
    };
}
