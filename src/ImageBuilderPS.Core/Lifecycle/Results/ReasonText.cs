using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Puts a decision's reason into words.</summary>
internal static class ReasonText
{
    private const string MoreDeletions = "shown is the reading with more deletions";
    private const string Unmanaged = "left unmanaged: its image resource is deleted, no policy looks at it again and it goes on billing";

    private static readonly (UnknownFacts Fact, string Words)[] FactWords =
    [
        (UnknownFacts.State, "state"),
        (UnknownFacts.DateCreated, "date created"),
        (UnknownFacts.Region, "region"),
        (UnknownFacts.Public, "public"),
        (UnknownFacts.AmiTags, "AMI tags"),
        (UnknownFacts.SharedAccounts, "shared accounts"),
        (UnknownFacts.LastLaunched, "last launched"),
        (UnknownFacts.Snapshots, "snapshot ids"),
        (UnknownFacts.Amis, "AMIs"),
    ];

    public static string Of(in ResourceDecision decision, RuleOutcome answer, RecipeVersion recipe)
    {
        var text = Plain(decision, answer, recipe);
        if (answer.IsAction && answer.Unknown != UnknownFacts.None)
            text += "; " + OfUnknown(answer.Unknown);
        if (decision.IsAlreadyDone)
            text += $"; already {Lower(decision.Status)}, which counts as done";
        if (decision.IsUnmanaged)
            text += (decision.Action == LifecycleAction.Unknown ? "; if it stays, it is " : "; ") + Unmanaged;
        return string.Join("; ", AssumptionWords(decision, answer).Prepend(text));
    }

    /// <summary>The AMI-level exclusion that keeps an AMI, in words.</summary>
    public static string OfExclusion(ReasonKind kind, string? detail, Ami ami, AmiExclusions exclusions) => kind switch
    {
        ReasonKind.AmiInRegion => $"AMI in region {detail}",
        ReasonKind.AmiPublic => "AMI is public",
        ReasonKind.AmiTagged => $"AMI tagged {Tag(detail, ami.Tags)}",
        ReasonKind.AmiShared => $"AMI shared with {detail}",
        _ => FormattableString.Invariant($"AMI last launched {ami.LastLaunchedTime:yyyy-MM-dd}, within {exclusions.LastLaunched}"),
    };

    /// <summary>What is missing, in words.</summary>
    public static string OfUnknown(UnknownFacts facts) => "unknown: " + Words(facts);

    /// <summary>Facts by name: <c>public, last launched</c>.</summary>
    public static string Words(UnknownFacts facts) =>
        string.Join(", ", FactWords.Where(fact => facts.HasFlag(fact.Fact)).Select(fact => fact.Words));

    private static string Plain(in ResourceDecision decision, RuleOutcome answer, RecipeVersion recipe) => answer.Kind switch
    {
        ReasonKind.NotSelected => "not selected: neither recipe nor tag matches the policy's resourceSelection",
        ReasonKind.OtherType => "not selected: another type than the policy's resourceType",
        ReasonKind.StillBuilding => $"still being built ({Lower(decision.Status)}): left for the next run",
        ReasonKind.PassedOver => $"already {Lower(decision.Status)}",
        ReasonKind.NotOlder => $"{AgeOf(decision)}, not older than {answer.Rule!.Age}",
        ReasonKind.Retained => $"newest {answer.Rule!.Slots} of recipe {recipe}",
        ReasonKind.ImageTagged => $"image tagged {Tag(answer.Detail, answer.Rule!.ExclusionTags)}",
        ReasonKind.AmiInRegion or ReasonKind.AmiPublic or ReasonKind.AmiTagged
            or ReasonKind.AmiShared or ReasonKind.AmiLaunched =>
            OfExclusion(answer.Kind, answer.Detail, decision.Ami!, answer.Rule!.AmiExclusions!),
        ReasonKind.Older when answer.Rule!.Action == LifecycleAction.Delete && answer.Rule.Slots > 0 =>
            $"{AgeOf(decision)}, older than {answer.Rule.Age}; beyond the newest {answer.Rule.Slots} of recipe {recipe}",
        ReasonKind.Older => $"{AgeOf(decision)}, older than {answer.Rule!.Age}",
        ReasonKind.BeyondNewest => $"beyond the newest {answer.Rule!.Slots} of recipe {recipe}",
        ReasonKind.FailedOrCancelled => $"{Lower(decision.Status)}: qualifies always and takes no retention slot",
        ReasonKind.OutputOfImage => "goes with its image",
        ReasonKind.NotIncluded => "not included by the rule",
        ReasonKind.Unknown => OfUnknown(answer.Unknown),
        _ => "no rule of the policy acts on it",
    };

    private static IEnumerable<string> AssumptionWords(ResourceDecision decision, RuleOutcome answer)
    {
        if (answer.Assumptions.HasFlag(LifecycleAssumptions.TagOfFailed))
        {
            yield return $"tagged {Tag(answer.Detail, answer.Rule!.ExclusionTags)}, but the guide leaves open whether an exclusion tag "
                + $"keeps a {Lower(decision.Status)} image ({MoreDeletions})";
        }
        if (answer.Assumptions.HasFlag(LifecycleAssumptions.SameMoment))
            yield return "images of the same moment compete for the last slot, and AWS does not say which stays";
        if (answer.Assumptions.HasFlag(LifecycleAssumptions.NameAsRecipe))
            yield return $"the image has no recipe and counts by its own name and version ({MoreDeletions})";
        if (answer.Assumptions.HasFlag(LifecycleAssumptions.LaunchUnreported))
        {
            yield return FormattableString.Invariant($"last launched {decision.Ami?.LastLaunchedTime?.UtcDateTime:yyyy-MM-dd HH:mm}, ")
                + $"which EC2 may not report to the run yet, being up to a day late ({MoreDeletions})";
        }
    }

    private static string AgeOf(in ResourceDecision decision) => decision.Age is not { } age ? "of unknown age"
        : age < TimeSpan.Zero ? "created after the run"
        : age.Days == 1 ? "1 day old"
        : $"{age.Days.ToString(CultureInfo.InvariantCulture)} days old";

    private static string Tag(string? key, TagMap? tags) =>
        key is not null && tags is not null && tags.TryGetValue(key, out var value) ? $"{key}={value}" : $"{key}";

    private static string Lower(string? status) => status?.ToLowerInvariant() ?? "";
}
