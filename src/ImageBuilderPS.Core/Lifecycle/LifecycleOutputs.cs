using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Lifecycle;

/// <summary>What a rule that acts on an image does with what the image came out as.</summary>
internal static class LifecycleOutputs
{
    public static void Give(in LifecycleVerdict image, LifecycleRuleState state, ILifecycleSink sink)
    {
        var rule = state.Rule;
        if (image.Image.OutputResources is not { } outputs)
            return;
        foreach (var ami in outputs.Amis ?? [])
        {
            if (ami is null)
                continue;
            if (rule.IncludeAmis)
                GiveAmi(image, ami, state, sink);
            else if (rule.Action == LifecycleAction.Delete && !IsGone(ami))
                sink.Take(image.OfAmi(ami, LifecycleAnswer.Keep(LifecycleReasonKind.NotIncluded, rule)));
        }
        if (rule.IncludeContainers && outputs.Containers is { } containers)
        {
            foreach (var container in containers)
                GiveContainer(image, container, rule, sink);
        }
    }

    private static void GiveAmi(in LifecycleVerdict image, Ami ami, LifecycleRuleState state, ILifecycleSink sink)
    {
        var answer = Ask(ami, state);
        sink.Take(image.OfAmi(ami, answer));
        if (!state.Rule.IncludeSnapshots)
            return;
        if (ami.SnapshotIds is { } snapshots)
        {
            foreach (var snapshot in snapshots)
                sink.Take(image.OfSnapshot(ami, snapshot, answer));
        }
        else
        {
            // The run knows them and no rule asks for the ids: only their names are missing.
            sink.Take(image.OfSnapshot(ami, null, answer.Acts ? answer.Without(UnknownFacts.Snapshots) : answer));
        }
    }

    private static void GiveContainer(in LifecycleVerdict image, Container? container, LifecycleRule rule, ILifecycleSink sink)
    {
        if (container?.ImageUris is not { } uris)
            return;
        var answer = new LifecycleAnswer(rule.Action, LifecycleReasonKind.OutputOfImage, rule);
        foreach (var uri in uris)
            sink.Take(image.OfContainer(container, uri, answer));
    }

    private static LifecycleAnswer Ask(Ami ami, LifecycleRuleState state)
    {
        var rule = state.Rule;
        var acts = new LifecycleAnswer(rule.Action, LifecycleReasonKind.OutputOfImage, rule);
        // Exclusions keep what is there.
        if (rule.AmiExclusions is not { } exclusions || IsGone(ami))
            return acts;
        var kind = exclusions.Ask(ami, state.LastLaunched, out var detail, out var unknown);
        if (kind != LifecycleReasonKind.None)
            return new(LifecycleAction.Skip, kind, rule, detail);
        if (unknown != UnknownFacts.None)
            return LifecycleAnswer.CannotTell(unknown, rule);
        return exclusions.MayBeUnreported(ami, state.LastLaunched) ? acts.With(LifecycleReadings.LaunchUnreported) : acts;
    }

    private static bool IsGone(Ami ami) => ImagePhases.Of(ami.State) == ImagePhase.Deleted;
}
