using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Results;
using static ImageBuilderPS.Lifecycle.Results.LifecycleTotals;

namespace ImageBuilderPS.Lifecycle.Plans;

/// <summary>
/// Finds what a plan may not do. Only what a policy does newly counts: what the live policy does anyway, no plan can prevent.
/// </summary>
/// <param name="guards">The limits.</param>
/// <param name="images">The account's images.</param>
internal sealed class PlanGuards(LifecyclePlanGuards guards, IReadOnlyList<Image> images)
{
    private const int MaxResources = 100;

    /// <summary>The guards that trip.</summary>
    /// <param name="policies">The policies of the plan, with their decisions.</param>
    public IEnumerable<LifecyclePlanBlock> Find(IReadOnlyList<LifecyclePolicyPlan> policies) =>
        TooMany(policies).Concat(policies.SelectMany(Percent)).Concat(policies.SelectMany(Hazards)).Concat(LastImages(policies));

    /// <summary>Whether the deletion or disabling of an AMI in use is newly planned.</summary>
    public static bool IsInUse(LifecyclePlanDecision decision) => IsRemoval(decision) && decision.InUseBy is { Length: > 0 };

    private IEnumerable<LifecyclePlanBlock> TooMany(IReadOnlyList<LifecyclePolicyPlan> policies)
    {
        var count = policies.SelectMany(NewlyDeletedImages).Distinct().Count();
        if (count > guards.MaximumDelete)
        {
            yield return Block(LifecyclePlanGuard.MaximumDelete, null, $"The plan newly deletes {Amount(count, "image")}, and at most {guards.MaximumDelete} are allowed.", $"-MaximumDelete {Number(count)}", []);
        }
    }

    private IEnumerable<LifecyclePlanBlock> Percent(LifecyclePolicyPlan policy)
    {
        var (count, selected) = (NewlyDeletedImages(policy).Distinct().Count(), policy.SelectedImages ?? 0);
        var percent = selected == 0 ? 0 : (int)Math.Ceiling(100m * count / selected);
        if (percent > guards.MaximumDeletePercent)
        {
            yield return Block(
                LifecyclePlanGuard.MaximumDeletePercent, policy,
                $"Policy {policy.Name} newly deletes {Number(count)} of the {Amount(selected, "image")} that it selects, {Number(percent)} %, and at most {guards.MaximumDeletePercent} % are allowed.",
                $"-MaximumDeletePercent {Number(percent)}", []);
        }
    }

    private IEnumerable<LifecyclePlanBlock> Hazards(LifecyclePolicyPlan policy)
    {
        if (!guards.AllowInUse && Take(policy, IsInUse) is { Count: > 0 } used)
        {
            yield return Block(
                LifecyclePlanGuard.InUse, policy, $"Policy {policy.Name} newly deletes or disables {Amount(used.Count, "AMI")} in use.", "-AllowInUse",
                used.Select(decision => $"{decision.Action} {decision.ResourceId} {decision.Region}: in use by {string.Join(", ", decision.InUseBy!)}"));
        }
        if (!guards.AllowUnknown && Take(policy, IsUnknown) is { Count: > 0 } unknown)
        {
            yield return Block(
                LifecyclePlanGuard.Unknown, policy, $"Policy {policy.Name} newly changes, or may change, {Amount(unknown.Count, "resource")} of which facts are unknown.", "-AllowUnknown",
                unknown.Select(decision => $"{decision.Action} {decision.ResourceType} {decision.ResourceId ?? decision.AmiId} {decision.Region}: "
                    + (decision.Action == nameof(LifecycleAction.Unknown) ? decision.Reason : "nothing is known of what uses it")));
        }
    }

    private IEnumerable<LifecyclePlanBlock> LastImages(IReadOnlyList<LifecyclePolicyPlan> policies)
    {
        if (guards.AllowLastImage)
            yield break;
        var removals = policies.SelectMany(policy => policy.Decisions ?? []).Where(decision => IsRemoved(decision) && decision.ResourceType == nameof(LifecycleResourceType.Image)).ToList();
        var removed = new HashSet<string?>(removals.Select(decision => decision.ResourceId), StringComparer.Ordinal);
        var newly = new HashSet<string?>(removals.Where(decision => decision.IsNew).Select(decision => decision.ResourceId), StringComparer.Ordinal);
        if (newly.Count == 0)
            yield break;
        var recipes = images
            .Where(image => ImageStatusInfo.PhaseOf(image.State) is ImagePhase.Available or ImagePhase.Deprecated)
            .GroupBy(image => (Type: image.ContainerRecipe is null ? "image recipe" : "container recipe", Name: image.ImageRecipe?.Name ?? image.ContainerRecipe?.Name ?? image.Name))
            .Where(recipe => recipe.All(image => removed.Contains(image.Arn)) && recipe.Any(image => newly.Contains(image.Arn)))
            .OrderBy(recipe => recipe.Key.Name, StringComparer.Ordinal).ToList();
        if (recipes.Count > 0)
        {
            yield return Block(
                LifecyclePlanGuard.LastImage, null, $"After the plan {Amount(recipes.Count, "recipe")} {(recipes.Count == 1 ? "has" : "have")} no available image any more.", "-AllowLastImage",
                recipes.Select(recipe => $"{recipe.Key.Type} {recipe.Key.Name}: {Amount(recipe.Count(), "available image")}, all deleted or disabled"));
        }
    }

    /// <summary>The images that a policy newly deletes for certain.</summary>
    public static IEnumerable<string?> NewlyDeletedImages(LifecyclePolicyPlan policy) => (policy.Decisions ?? [])
        .Where(decision => decision.IsNew && decision.IsDeletion && decision.ResourceType == nameof(LifecycleResourceType.Image))
        .Select(decision => decision.ResourceId);

    private static List<LifecyclePlanDecision> Take(LifecyclePolicyPlan policy, Func<LifecyclePlanDecision, bool> isHazard) =>
        [.. (policy.Decisions ?? []).Where(decision => decision.IsNew && isHazard(decision))];

    // An AMI that nobody asked EC2 about may be in use.
    private static bool IsUnknown(LifecyclePlanDecision decision) => decision.Action == nameof(LifecycleAction.Unknown)
        || (IsRemoval(decision) && decision.InUseBy is null);

    private static bool IsRemoval(LifecyclePlanDecision decision) => decision.ResourceType == nameof(LifecycleResourceType.Ami) && IsRemoved(decision);

    private static bool IsRemoved(LifecyclePlanDecision decision) => !decision.IsHindered && decision.Action is (nameof(LifecycleAction.Delete) or nameof(LifecycleAction.Disable));

    private static LifecyclePlanBlock Block(LifecyclePlanGuard guard, LifecyclePolicyPlan? policy, string message, string lift, IEnumerable<string> resources) => new()
    {
        Guard = guard.ToString(),
        PolicyName = policy?.Name,
        Message = message,
        Lift = lift,
        Resources = [.. resources.Take(MaxResources)],
    };
}
