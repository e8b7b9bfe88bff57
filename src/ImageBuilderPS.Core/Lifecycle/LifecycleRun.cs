using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Lifecycle;

/// <summary>One run of a policy over images: selects and sorts them once, then asks the rules of each.</summary>
internal sealed class LifecycleRun
{
    private readonly IReadOnlyList<Image> images;
    private readonly ImageSelection selection;
    private readonly DateTimeOffset at;
    private readonly ILifecycleSink sink;
    private readonly ImageOrder order;
    private readonly LifecycleRuleState[] rules;
    private readonly ResourceScopes scopes = new();

    public LifecycleRun(
        ImageSelection selection, LifecycleRule[] rules, IReadOnlyList<Image> images, DateTimeOffset at, ILifecycleSink sink)
    {
        this.images = images;
        this.selection = selection;
        this.at = at;
        this.sink = sink;
        var versions = new RecipeVersionTable(selection);
        order = ImageOrder.Of(images, selection, versions);
        this.rules = [.. rules.Select(rule => new LifecycleRuleState(rule, at, versions.Count))];
    }

    public void Decide()
    {
        var ahead = new ReadAhead(images);
        for (var place = 0; place < order.Count; place++)
        {
            ahead.ForDecisions(place, order);
            var image = images[order[place]];
            var recipe = order.RecipeOf(order[place]);
            if (place >= order.Selected)
            {
                var kind = selection.HasTypeOf(image) ? LifecycleReasonKind.NotSelected : LifecycleReasonKind.OtherType;
                Give(LifecycleAnswer.Keep(kind), image, recipe);
                continue;
            }
            var phase = ImagePhases.Of(image.State);
            if (phase == ImagePhase.Building)
                Give(LifecycleAnswer.Keep(LifecycleReasonKind.StillBuilding), image, recipe);
            else
                DecideImage(image, phase, recipe);
        }
    }

    private void DecideImage(Image image, ImagePhase phase, RecipeVersion recipe)
    {
        var final = LifecycleAnswer.Keep(LifecycleReasonKind.None);
        LifecycleRuleState? decidedBy = null;
        foreach (var state in rules)
        {
            // Retention counts every image, also one that another rule has taken in this run.
            var answer = state.Rule.Action == LifecycleAction.Delete
                ? AskDelete(state, image, phase, recipe)
                : AskAge(state, image, phase);
            if (decidedBy is not null)
                continue;
            var excludedBefore = final.Action == LifecycleAction.Skip;
            if (answer.Action is LifecycleAction.Keep or LifecycleAction.Skip)
            {
                final = excludedBefore ? final : answer;
                continue;
            }
            decidedBy = state;
            final = excludedBefore ? answer.With(LifecycleReadings.ExclusionOfOneRule) : answer;
        }
        if (final.Action == LifecycleAction.Delete && image.ImageRecipe?.Name is null && image.ContainerRecipe?.Name is null)
            final = final.With(LifecycleReadings.NameAsRecipe);
        var verdict = Give(final, image, recipe);
        if (final.Acts)
            LifecycleOutputs.Give(verdict, decidedBy!, sink);
    }

    private static LifecycleAnswer AskAge(LifecycleRuleState state, Image image, ImagePhase phase)
    {
        var rule = state.Rule;
        var passesOver = phase is ImagePhase.Disabled or ImagePhase.Failed or ImagePhase.Cancelled or ImagePhase.Deleted
            || (phase == ImagePhase.Deprecated && rule.Action == LifecycleAction.Deprecate);
        if (passesOver)
            return LifecycleAnswer.Keep(LifecycleReasonKind.PassedOver, rule);
        if (image.DateCreated is { } created && !state.Age.IsOlder(created.UtcDateTime))
            return LifecycleAnswer.Keep(LifecycleReasonKind.NotOlder, rule);
        return Act(rule, image, phase, LifecycleReasonKind.Older, image.DateCreated is null);
    }

    private static LifecycleAnswer AskDelete(LifecycleRuleState state, Image image, ImagePhase phase, RecipeVersion recipe)
    {
        var rule = state.Rule;
        var isOlder = rule.Age is not null && image.DateCreated is { } created && state.Age.IsOlder(created.UtcDateTime);
        if (phase is ImagePhase.Failed or ImagePhase.Cancelled)
        {
            var answer = Act(rule, image, phase, LifecycleReasonKind.FailedOrCancelled, isUndated: false);
            return rule.Age is null || isOlder || !answer.Acts ? answer : answer.With(LifecycleReadings.FailedBelowAge);
        }
        var retained = state.TakeSlot(recipe, isOlder, out var onlyByYounger);
        if (image.DateCreated is null)
            return Act(rule, image, phase, LifecycleReasonKind.Unknown, isUndated: true);
        if (rule.Age is not null && !isOlder)
            return LifecycleAnswer.Keep(LifecycleReasonKind.NotOlder, rule);
        if (retained)
            return LifecycleAnswer.Keep(LifecycleReasonKind.Retained, rule);
        var kind = rule.Age is null ? LifecycleReasonKind.BeyondNewest : LifecycleReasonKind.Older;
        var act = Act(rule, image, phase, kind, isUndated: false);
        return onlyByYounger && act.Acts ? act.With(LifecycleReadings.YoungTakeSlots) : act;
    }

    /// <summary>The rule's action, unless an exclusion tag keeps the image or a fact is missing.</summary>
    private static LifecycleAnswer Act(LifecycleRule rule, Image image, ImagePhase phase, LifecycleReasonKind kind, bool isUndated)
    {
        // Exclusions keep what is there.
        if (phase != ImagePhase.Deleted && ImageSelection.FirstOf(image.Tags, rule.ExclusionTags) is { } key)
            return new(LifecycleAction.Skip, LifecycleReasonKind.ImageTagged, rule, key);
        var unknown = (isUndated ? UnknownFacts.DateCreated : UnknownFacts.None)
            | (phase == ImagePhase.Unknown ? UnknownFacts.State : UnknownFacts.None);
        return unknown == UnknownFacts.None ? new(rule.Action, kind, rule) : LifecycleAnswer.CannotTell(unknown, rule);
    }

    private LifecycleVerdict Give(LifecycleAnswer answer, Image image, RecipeVersion recipe)
    {
        var verdict = new LifecycleVerdict(answer, at, image, recipe, scopes.Of(image));
        sink.Take(verdict);
        return verdict;
    }
}
