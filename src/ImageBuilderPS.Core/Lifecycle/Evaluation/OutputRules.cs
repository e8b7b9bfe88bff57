using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>What a rule that acts on an image does with what the image came out as.</summary>
internal static class OutputRules
{
    public static void Evaluate(in ResourceDecision image, LifecycleRuleState state, ILifecycleDecisionVisitor visitor)
    {
        var rule = state.Rule;
        if (image.Image.OutputResources is not { } outputs)
            return;
        foreach (var ami in outputs.Amis ?? [])
        {
            if (ami is null)
                continue;
            if (rule.IncludeAmis)
                EvaluateAmi(image, ami, state, visitor);
            else if (rule.Action == LifecycleAction.Delete && !IsGone(ami))
                visitor.Visit(image.OfAmi(ami, RuleOutcome.Keep(ReasonKind.NotIncluded, rule)));
        }
        if (rule.IncludeContainers && outputs.Containers is { } containers)
        {
            foreach (var container in containers)
                EvaluateContainer(image, container, rule, visitor);
        }
    }

    private static void EvaluateAmi(in ResourceDecision image, Ami ami, LifecycleRuleState state, ILifecycleDecisionVisitor visitor)
    {
        var answer = Ask(ami, state);
        visitor.Visit(image.OfAmi(ami, answer));
        if (!state.Rule.IncludeSnapshots)
            return;
        if (ami.SnapshotIds is { } snapshots)
        {
            foreach (var snapshot in snapshots)
                visitor.Visit(image.OfSnapshot(ami, snapshot, answer));
        }
        else
        {
            // The run knows them and no rule asks for the ids: only their names are missing.
            visitor.Visit(image.OfSnapshot(ami, null, answer.IsAction ? answer.Without(UnknownFacts.Snapshots) : answer));
        }
    }

    private static void EvaluateContainer(in ResourceDecision image, Container? container, LifecycleRule rule, ILifecycleDecisionVisitor visitor)
    {
        if (container?.ImageUris is not { } uris)
            return;
        var answer = new RuleOutcome(rule.Action, ReasonKind.OutputOfImage, rule);
        foreach (var uri in uris)
            visitor.Visit(image.OfContainer(container, uri, answer));
    }

    private static RuleOutcome Ask(Ami ami, LifecycleRuleState state)
    {
        var rule = state.Rule;
        var acts = new RuleOutcome(rule.Action, ReasonKind.OutputOfImage, rule);
        // Exclusions keep what is there.
        if (rule.AmiExclusions is not { } exclusions || IsGone(ami))
            return acts;
        var kind = exclusions.Ask(ami, state.LastLaunched, out var detail, out var unknown);
        if (kind != ReasonKind.None)
            return new(LifecycleAction.Skip, kind, rule, detail);
        if (unknown != UnknownFacts.None)
            return RuleOutcome.CannotTell(unknown, rule);
        return exclusions.MayBeUnreported(ami, state.LastLaunched) ? acts.With(LifecycleAssumptions.LaunchUnreported) : acts;
    }

    private static bool IsGone(Ami ami) => ImageStatusInfo.PhaseOf(ami.State) == ImagePhase.Deleted;
}
