using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>Decides what a rule that acts on an image does with the image's outputs.</summary>
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
            else if (rule.Action == LifecycleAction.Delete && !IsDeleted(ami))
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
        var outcome = EvaluateExclusions(ami, state);
        visitor.Visit(image.OfAmi(ami, outcome));
        if (!state.Rule.IncludeSnapshots)
            return;
        if (ami.SnapshotIds is { } snapshots)
        {
            foreach (var snapshot in snapshots)
                visitor.Visit(image.OfSnapshot(ami, snapshot, outcome));
        }
        else
        {
            // The snapshots exist and will be deleted; only their ids are unknown to the preview.
            visitor.Visit(image.OfSnapshot(ami, null, outcome.IsAction ? outcome.WithUnknown(UnknownFacts.Snapshots) : outcome));
        }
    }

    private static void EvaluateContainer(in ResourceDecision image, Container? container, LifecycleRule rule, ILifecycleDecisionVisitor visitor)
    {
        if (container?.ImageUris is not { } uris)
            return;
        var outcome = new RuleOutcome(rule.Action, ReasonKind.OutputOfImage, rule);
        foreach (var uri in uris)
            visitor.Visit(image.OfContainer(container, uri, outcome));
    }

    private static RuleOutcome EvaluateExclusions(Ami ami, LifecycleRuleState state)
    {
        var rule = state.Rule;
        var action = new RuleOutcome(rule.Action, ReasonKind.OutputOfImage, rule);
        // Exclusions do not apply to a deleted AMI.
        if (rule.AmiExclusions is not { } exclusions || IsDeleted(ami))
            return action;
        var kind = exclusions.Match(ami, state.LastLaunched, out var detail, out var unknown);
        if (kind != ReasonKind.None)
            return new(LifecycleAction.Skip, kind, rule, detail);
        if (unknown != UnknownFacts.None)
            return RuleOutcome.Unknown(unknown, rule);
        return exclusions.MayBeUnreported(ami, state.LastLaunched) ? action.With(LifecycleAssumptions.LaunchUnreported) : action;
    }

    private static bool IsDeleted(Ami ami) => ImageStatusInfo.PhaseOf(ami.State) == ImagePhase.Deleted;
}
