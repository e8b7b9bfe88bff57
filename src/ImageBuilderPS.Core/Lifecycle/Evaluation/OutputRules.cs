using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Results;

namespace ImageBuilderPS.Lifecycle.Evaluation;

/// <summary>Decides what a rule that acts on an image does with the image's outputs, and what becomes of it.</summary>
/// <param name="facts">EC2's facts; null when none were read.</param>
/// <param name="deregistered">The AMIs that the runs have deregistered so far.</param>
/// <param name="visitor">Receives the decisions.</param>
internal sealed class OutputRules(AmiFactIndex? facts, DeregisteredAmis deregistered, ILifecycleDecisionVisitor visitor)
{
    /// <summary>What becomes of an action on an image: the image resource stays where one of its AMIs is refused.</summary>
    public Expectation OfImage(Image image, LifecycleRuleState state)
    {
        if (!state.Rule.IncludeAmis || image.OutputResources?.Amis is not { } amis)
            return Expectation.Success;
        var all = Expectation.Success;
        foreach (var ami in amis)
        {
            if (ami is null)
                continue;
            var known = Know(ami);
            var outcome = EvaluateExclusions(known, state);
            if (outcome.Action == LifecycleAction.Unknown)
                all = Expectation.Unknown;
            if (!outcome.IsAction)
                continue;
            var expected = OutputExpectations.OfAmi(outcome.Action, ami, known.Fact);
            if (expected.Outcome == LifecycleOutcome.Refused)
                return Expectation.Refused(RefusalKind.AmiOfImage);
            if (expected.Outcome == LifecycleOutcome.Unknown)
                all = Expectation.Unknown;
        }
        return all;
    }

    public void Evaluate(in ResourceDecision image, LifecycleRuleState state)
    {
        var rule = state.Rule;
        if (image.Image.OutputResources is not { } outputs)
            return;
        foreach (var ami in outputs.Amis ?? [])
        {
            if (ami is null)
                continue;
            var known = Know(ami);
            if (rule.IncludeAmis)
                EvaluateAmi(image, known, state);
            else if (rule.Action == LifecycleAction.Delete && !known.IsGone)
                visitor.Visit(image.OfAmi(known, RuleOutcome.Keep(ReasonKind.NotIncluded, rule), StayOf(image)));
        }
        if (rule.IncludeContainers && outputs.Containers is { } containers)
        {
            foreach (var container in containers)
                EvaluateContainer(image, container, rule);
        }
    }

    private KnownAmi Know(Ami ami) => new(ami, facts?.Find(ami));

    private void EvaluateAmi(in ResourceDecision image, KnownAmi known, LifecycleRuleState state)
    {
        var outcome = EvaluateExclusions(known, state);
        var expected = outcome.IsAction ? OutputExpectations.OfAmi(outcome.Action, known.Ami, known.Fact)
            : outcome.Action == LifecycleAction.Unknown ? Expectation.Unknown
            : StayOf(image);
        visitor.Visit(image.OfAmi(known, outcome, expected));
        if (!state.Rule.IncludeSnapshots)
            return;
        if (outcome.Action == LifecycleAction.Delete && expected.Outcome == LifecycleOutcome.Success && known.Fact is { } fact)
            deregistered.Add(fact);
        EvaluateSnapshots(image, known, outcome, expected);
    }

    private void EvaluateSnapshots(in ResourceDecision image, KnownAmi known, RuleOutcome outcome, Expectation ami)
    {
        if (known.Ami.SnapshotIds is { } given)
        {
            foreach (var id in given)
                Visit(image, id, Find(known.Fact, id));
        }
        else if (known.Fact?.Snapshots is { } snapshots)
        {
            foreach (var snapshot in snapshots)
                Visit(image, snapshot.SnapshotId, snapshot);
        }
        else
        {
            // The snapshots exist and will be deleted; only their ids are unknown to the preview.
            var unknown = outcome.IsAction ? outcome.WithUnknown(UnknownFacts.Snapshots) : outcome;
            visitor.Visit(image.OfSnapshot(known, null, null, unknown, Expect(null)));
        }

        void Visit(in ResourceDecision image, string? id, AmiSnapshot? snapshot) =>
            visitor.Visit(image.OfSnapshot(known, id, snapshot, outcome, Expect(snapshot)));

        Expectation Expect(AmiSnapshot? snapshot) => outcome.IsAction ? OutputExpectations.OfSnapshot(ami, snapshot, deregistered)
            : outcome.Action == LifecycleAction.Unknown ? Expectation.Unknown
            : default;
    }

    private static AmiSnapshot? Find(AmiFact? fact, string? id)
    {
        foreach (var snapshot in fact?.Snapshots ?? [])
        {
            if (snapshot.SnapshotId == id)
                return snapshot;
        }
        return null;
    }

    // An AMI that the run leaves alone is unmanaged once its image resource is gone.
    private static Expectation StayOf(in ResourceDecision image) =>
        image.Action == LifecycleAction.Delete && image.Outcome != LifecycleOutcome.Refused ? new(LifecycleOutcome.Unmanaged) : default;

    private void EvaluateContainer(in ResourceDecision image, Container? container, LifecycleRule rule)
    {
        if (container?.ImageUris is not { } uris)
            return;
        var outcome = new RuleOutcome(rule.Action, ReasonKind.OutputOfImage, rule);
        foreach (var uri in uris)
            visitor.Visit(image.OfContainer(container, uri, outcome));
    }

    private static RuleOutcome EvaluateExclusions(KnownAmi known, LifecycleRuleState state)
    {
        var rule = state.Rule;
        var action = new RuleOutcome(rule.Action, ReasonKind.OutputOfImage, rule);
        if (rule.AmiExclusions is not { } exclusions || known.IsGone)
            return action;
        var kind = exclusions.Match(known, state.LastLaunched, out var detail, out var unknown);
        if (kind != ReasonKind.None)
            return new(LifecycleAction.Skip, kind, rule, detail);
        if (unknown != UnknownFacts.None)
            return RuleOutcome.Unknown(unknown, rule);
        return exclusions.MayBeUnreported(known, state.LastLaunched) ? action.With(LifecycleAssumptions.LaunchUnreported) : action;
    }
}
