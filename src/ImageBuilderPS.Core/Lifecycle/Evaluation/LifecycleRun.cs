using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>One run of a policy over images: selects and sorts them once, then evaluates the rules for each.</summary>
internal sealed class LifecycleRun
{
    private readonly IReadOnlyList<Image> images;
    private readonly ImageSelection selection;
    private readonly DateTimeOffset at;
    private readonly ILifecycleDecisionVisitor visitor;
    private readonly OutputRules outputs;
    private readonly EvaluationOrder order;
    private readonly LifecycleRuleState[] rules;
    private readonly ArnScopeCache scopes = new();

    public LifecycleRun(
        ImageSelection selection,
        LifecycleRule[] rules,
        IReadOnlyList<Image> images,
        DateTimeOffset at,
        ILifecycleDecisionVisitor visitor,
        AmiFactIndex? facts,
        DeregisteredAmis deregistered)
    {
        this.images = images;
        this.selection = selection;
        this.at = at;
        this.visitor = visitor;
        outputs = new(facts, deregistered, visitor);
        var versions = new RecipeVersionIndex(selection);
        order = EvaluationOrder.Create(images, selection, versions);
        this.rules = [.. rules.Select(rule => new LifecycleRuleState(rule, at, SlotsOf(rule, versions.Count)))];
    }

    public void Decide()
    {
        for (var place = 0; place < order.Count; place++)
        {
            var image = images[order[place]];
            var recipe = order.RecipeOf(order[place]);
            if (place >= order.Selected)
            {
                var kind = selection.HasTypeOf(image) ? ReasonKind.NotSelected : ReasonKind.OtherType;
                Report(RuleOutcome.Keep(kind), image, recipe);
                continue;
            }
            var phase = ImageStatusInfo.PhaseOf(image.State);
            if (phase == ImagePhase.Building)
                Report(RuleOutcome.Keep(ReasonKind.StillBuilding), image, recipe);
            else
                DecideImage(place, image, phase, recipe);
        }
    }

    private RetentionSlots? SlotsOf(LifecycleRule rule, int recipeVersions) =>
        rule.Action == LifecycleAction.Delete && rule.Slots > 0 ? new(rule.Slots, images, order, recipeVersions) : null;

    private void DecideImage(int place, Image image, ImagePhase phase, RecipeVersion recipe)
    {
        var final = RuleOutcome.Keep(ReasonKind.None);
        LifecycleRuleState? decidedBy = null;
        foreach (var state in rules)
        {
            // Retention counts every image, also one that another rule acts on in this run.
            var outcome = state.Rule.Action == LifecycleAction.Delete
                ? EvaluateDeleteRule(state, place, image, phase, recipe)
                : EvaluateAgeRule(state, image, phase);
            if (decidedBy is not null)
                continue;
            if (outcome.Action is LifecycleAction.Keep or LifecycleAction.Skip)
            {
                final = final.Action == LifecycleAction.Skip ? final : outcome;
                continue;
            }
            decidedBy = state;
            final = outcome;
        }
        if (final.Action == LifecycleAction.Delete && image.ImageRecipe?.Name is null && image.ContainerRecipe?.Name is null)
            final = final.With(LifecycleAssumptions.NameAsRecipe);
        if (!final.IsAction)
        {
            Report(final, image, recipe);
            return;
        }
        var expected = outputs.OfImage(image, decidedBy!);
        if (decidedBy!.Rule.IncludeAmis && LacksAmis(image, phase))
            (final, expected) = (final.WithUnknown(UnknownFacts.Amis), Expectation.Unknown);
        var decision = Report(final, image, recipe, expected);
        outputs.Decide(decision, decidedBy!.Rule);
    }

    // A failed image has no AMIs.
    private bool LacksAmis(Image image, ImagePhase phase) =>
        !selection.IsOfContainers
        && image.OutputResources?.Amis is null
        && phase is ImagePhase.Available or ImagePhase.Deprecated or ImagePhase.Disabled;

    private static RuleOutcome EvaluateAgeRule(LifecycleRuleState state, Image image, ImagePhase phase)
    {
        var rule = state.Rule;
        var isPassedOver = phase is ImagePhase.Disabled or ImagePhase.Failed or ImagePhase.Cancelled or ImagePhase.Deleted
            || (phase == ImagePhase.Deprecated && rule.Action == LifecycleAction.Deprecate);
        if (isPassedOver)
            return RuleOutcome.Keep(ReasonKind.PassedOver, rule);
        if (image.DateCreated is { } created && !state.Age.IsOlder(created.UtcDateTime))
            return RuleOutcome.Keep(ReasonKind.NotOlder, rule);
        return Act(rule, image, phase, ReasonKind.Older);
    }

    private static RuleOutcome EvaluateDeleteRule(LifecycleRuleState state, int place, Image image, ImagePhase phase, RecipeVersion recipe)
    {
        var rule = state.Rule;
        if (phase is ImagePhase.Failed or ImagePhase.Cancelled)
        {
            var key = ImageSelection.FirstOf(image.Tags, rule.ExclusionTags);
            var assumptions = key is null ? LifecycleAssumptions.None : LifecycleAssumptions.TagOfFailed;
            return new(rule.Action, ReasonKind.FailedOrCancelled, rule, key, assumptions: assumptions);
        }
        var isTied = false;
        var retained = state.Slots?.Take(place, recipe, out isTied) == true;
        // A failed image would be deleted whatever its age, slot and tags.
        if (phase == ImagePhase.Unknown)
            return UnknownOutcome(rule, image, phase);
        if (image.DateCreated is null)
            return Act(rule, image, phase, ReasonKind.Unknown);
        if (rule.Age is not null && !state.Age.IsOlder(image.DateCreated.Value.UtcDateTime))
            return RuleOutcome.Keep(ReasonKind.NotOlder, rule);
        var outcome = retained ? RuleOutcome.Keep(ReasonKind.Retained, rule)
            : Act(rule, image, phase, rule.Age is null ? ReasonKind.BeyondNewest : ReasonKind.Older);
        return isTied && outcome.Action != LifecycleAction.Skip ? outcome.With(LifecycleAssumptions.SameMoment) : outcome;
    }

    /// <summary>The rule's action, unless an exclusion tag keeps the image or a fact is unknown.</summary>
    private static RuleOutcome Act(LifecycleRule rule, Image image, ImagePhase phase, ReasonKind kind)
    {
        // Exclusions do not apply to a deleted image.
        if (phase != ImagePhase.Deleted && ImageSelection.FirstOf(image.Tags, rule.ExclusionTags) is { } key)
            return new(LifecycleAction.Skip, ReasonKind.ImageTagged, rule, key);
        return phase == ImagePhase.Unknown || image.DateCreated is null ? UnknownOutcome(rule, image, phase) : new(rule.Action, kind, rule);
    }

    private static RuleOutcome UnknownOutcome(LifecycleRule rule, Image image, ImagePhase phase) => RuleOutcome.Unknown(
        (image.DateCreated is null ? UnknownFacts.DateCreated : UnknownFacts.None)
            | (phase == ImagePhase.Unknown ? UnknownFacts.State : UnknownFacts.None),
        rule);

    private ResourceDecision Report(RuleOutcome outcome, Image image, RecipeVersion recipe, Expectation? expected = null)
    {
        var otherwise = outcome.Action == LifecycleAction.Unknown ? Expectation.Unknown : default;
        var decision = new ResourceDecision(outcome, expected ?? otherwise, at, image, recipe, scopes.Get(image));
        visitor.Visit(decision);
        return decision;
    }
}
