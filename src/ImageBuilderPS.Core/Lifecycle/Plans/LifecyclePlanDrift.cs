using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>What a plan would do now beyond what was reviewed: images and facts change while people review.</summary>
/// <remarks>
/// Both are compared until the same moment, when the plan expires. So the time that passes alone is no difference: what
/// grows too old meanwhile was in the plan.
/// </remarks>
public sealed class LifecyclePlanDrift
{
    private LifecyclePlanDrift(IReadOnlyList<LifecyclePlanDecision> deletions, IReadOnlyList<LifecyclePlanDecision> uses, IReadOnlyList<LifecyclePlanBlock> blocks)
    {
        Deletions = deletions;
        Uses = uses;
        Blocks = blocks;
    }

    /// <summary>The resources that would be deleted, or may be, and that the plan does not delete.</summary>
    public IReadOnlyList<LifecyclePlanDecision> Deletions { get; }

    /// <summary>The AMIs that would be deleted or disabled, and that are in use only since the plan was made.</summary>
    public IReadOnlyList<LifecyclePlanDecision> Uses { get; }

    /// <summary>The guards of the plan that trip now.</summary>
    public IReadOnlyList<LifecyclePlanBlock> Blocks { get; }

    /// <summary>How many deletions were not reviewed.</summary>
    public int Count => Deletions.Count + Uses.Count;

    /// <summary>Compares a plan with the account as it is now.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="images">The account's images now.</param>
    /// <param name="facts">What EC2 knows of their AMIs now; null when it was not asked.</param>
    /// <param name="now">The time of the first run that counts.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="ArgumentException">A policy cannot be evaluated; the message has the JSON path.</exception>
    public static LifecyclePlanDrift Find(LifecyclePlan plan, IReadOnlyList<Image> images, IReadOnlyList<AmiFact>? facts, DateTimeOffset now)
    {
        var index = facts is null ? null : new AmiFactIndex(facts);
        var policies = plan.Policies!.Where(policy => policy.HasChanges).Select(policy => Replan(policy, images, index, now, plan.ValidUntil!.Value)).ToList();
        var reviewed = new HashSet<PlannedResource>(Decisions(plan.Policies!).Where(MayDelete).Select(PlannedResource.Of));
        var reviewedUses = new HashSet<PlannedResource>(Decisions(plan.Policies!).Where(PlanGuards.IsInUse).Select(PlannedResource.Of));
        var current = Decisions(policies).ToList();
        return new(
            [.. current.Where(decision => decision.IsNew && MayDelete(decision) && !reviewed.Contains(PlannedResource.Of(decision)))],
            [.. current.Where(decision => decision.IsNew && PlanGuards.IsInUse(decision) && !reviewedUses.Contains(PlannedResource.Of(decision)) && reviewed.Contains(PlannedResource.Of(decision)))],
            [.. new PlanGuards(plan.Guards!, images).Find(policies)]);
    }

    /// <summary>Whether images and facts are as they were when a plan was made.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="images">The account's images now.</param>
    /// <param name="facts">What EC2 knows of their AMIs now; null when it was not asked.</param>
    public static bool IsNone(LifecyclePlan plan, IReadOnlyList<Image> images, IReadOnlyList<AmiFact>? facts) =>
        plan.ImagesDigest == PlanDigest.Of(images) && plan.FactsDigest == (facts is null ? null : PlanDigest.Of(facts));

    private static IEnumerable<LifecyclePlanDecision> Decisions(IEnumerable<LifecyclePolicyPlan> policies) => policies.SelectMany(policy => policy.Decisions ?? []);

    private static bool MayDelete(LifecyclePlanDecision decision) => decision.IsDeletion || decision.Action == nameof(LifecycleAction.Unknown);

    private static LifecyclePolicyPlan Replan(LifecyclePolicyPlan policy, IReadOnlyList<Image> images, AmiFactIndex? facts, DateTimeOffset now, DateTimeOffset until)
    {
        PolicyForecast Forecast(LifecyclePolicy? of) => PolicyForecast.Create(of, images, facts, now, until, SnapshotPrices.Default, withCalendar: false);
        var after = Forecast(policy.After);
        return new()
        {
            Name = policy.Name,
            Change = policy.Change,
            SelectedImages = after.SelectedImages,
            Decisions = [.. after.ToDecisions(Forecast(policy.Before))],
        };
    }
}
