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
    private readonly List<AmiEvaluation> amis = [];

    /// <summary>Evaluates the AMIs of an image, and says what becomes of it: the image resource stays where one of its AMIs is refused.</summary>
    public Expectation OfImage(Image image, LifecycleRuleState state)
    {
        amis.Clear();
        if (!state.Rule.IncludeAmis || image.OutputResources?.Amis is not { } outputs)
            return Expectation.Success;
        var all = Expectation.Success;
        foreach (var ami in outputs)
        {
            if (ami is null)
                continue;
            var evaluation = EvaluateAmi(Know(ami), state);
            amis.Add(evaluation);
            if (evaluation.Outcome.Action == LifecycleAction.Skip)
                continue;
            // Where it is unknown whether an AMI is excluded, that matters only if it is not known to succeed.
            if (evaluation.Outcome.IsAction && evaluation.Expected.Outcome == LifecycleOutcome.Refused)
                all = Expectation.Refused(RefusalKind.AmiOfImage);
            else if (evaluation.Expected.Outcome != LifecycleOutcome.Success && all.Outcome == LifecycleOutcome.Success)
                all = Expectation.Unknown;
        }
        return all;
    }

    /// <summary>Decides on the outputs of the image that <see cref="OfImage"/> evaluated.</summary>
    public void Decide(in ResourceDecision image, LifecycleRule rule)
    {
        if (image.Image.OutputResources is not { } outputs)
            return;
        foreach (var evaluation in amis)
            DecideAmi(image, evaluation, rule);
        if (!rule.IncludeAmis && rule.Action == LifecycleAction.Delete)
        {
            foreach (var ami in outputs.Amis ?? [])
            {
                if (ami is not null && Know(ami) is { IsGone: false } known)
                    visitor.Visit(image.OfAmi(known, RuleOutcome.Keep(ReasonKind.NotIncluded, rule), StayOf(image)));
            }
        }
        if (rule.IncludeContainers && outputs.Containers is { } containers)
        {
            foreach (var container in containers)
                EvaluateContainer(image, container, rule);
        }
    }

    private KnownAmi Know(Ami ami) => new(ami, facts?.Find(ami));

    private static AmiEvaluation EvaluateAmi(KnownAmi known, LifecycleRuleState state)
    {
        var outcome = EvaluateExclusions(known, state);
        var expected = outcome.Action == LifecycleAction.Skip ? default : OutputExpectations.OfAmi(state.Rule.Action, known);
        return new(known, outcome, expected);
    }

    private void DecideAmi(in ResourceDecision image, in AmiEvaluation evaluation, LifecycleRule rule)
    {
        var (known, outcome) = (evaluation.Known, evaluation.Outcome);
        var expected = outcome.IsAction ? evaluation.Expected
            : outcome.Action == LifecycleAction.Unknown ? Expectation.Unknown
            : StayOf(image);
        visitor.Visit(image.OfAmi(known, outcome, expected));
        if (!rule.IncludeSnapshots)
            return;
        if (facts is not null && known.Ami.Image is { } id && expected.Outcome is LifecycleOutcome.Success or LifecycleOutcome.Unknown)
            deregistered.Add(id, known.Fact, expected.Outcome == LifecycleOutcome.Success);
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
        else if (!known.IsMissing)
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

    /// <summary>What a rule does with an AMI, and what becomes of it if it is not excluded.</summary>
    private readonly struct AmiEvaluation(KnownAmi known, RuleOutcome outcome, Expectation expected)
    {
        public KnownAmi Known { get; } = known;

        public RuleOutcome Outcome { get; } = outcome;

        public Expectation Expected { get; } = expected;
    }
}
