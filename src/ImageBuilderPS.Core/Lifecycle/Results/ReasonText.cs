using System.Globalization;
using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Constraints;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;
using ImageBuilderPS.Lifecycle.Evaluation;

namespace ImageBuilderPS.Lifecycle.Results;

/// <summary>Makes the text of a decision's reason.</summary>
internal static class ReasonText
{
    private const string MoreDeletions = "assumed is the variant that deletes more";
    private const string Unmanaged = "left unmanaged: its image resource is deleted, no policy manages it any more, and its costs continue";

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

    public static string Describe(in ResourceDecision decision, RuleOutcome outcome, RecipeVersion recipe)
    {
        var text = Plain(decision, outcome, recipe);
        if (outcome.IsAction && outcome.UnknownFacts != UnknownFacts.None)
            text += "; " + DescribeUnknown(outcome.UnknownFacts);
        if (decision.IsGone)
            text += "; EC2 does not have it any more, which counts as done";
        else if (decision.IsAlreadyDone)
            text += $"; already {Lower(decision.Status)}, which counts as done";
        if (DescribeOutcome(decision) is { } happens)
            text += "; " + happens;
        if (decision.IsUnmanaged)
            text += (decision.Action == LifecycleAction.Unknown ? "; if it stays, it is " : "; ") + Unmanaged;
        return outcome.Assumptions == LifecycleAssumptions.None ? text : string.Join("; ", AssumptionWords(decision, outcome).Prepend(text));
    }

    /// <summary>The text of the AMI-level exclusion that keeps an AMI.</summary>
    public static string DescribeExclusion(ReasonKind kind, string? detail, KnownAmi known, AmiExclusions exclusions) => kind switch
    {
        ReasonKind.AmiInRegion => $"AMI in region {detail}",
        ReasonKind.AmiPublic => "AMI is public",
        ReasonKind.AmiTagged => $"AMI tagged {Tag(detail, known.Tags)}",
        ReasonKind.AmiShared => $"AMI shared with {detail}",
        _ => FormattableString.Invariant($"AMI last launched {known.LastLaunchedTime?.UtcDateTime:yyyy-MM-dd}, within {exclusions.LastLaunched}"),
    };

    /// <summary>The text of the facts that are unknown.</summary>
    public static string DescribeUnknown(UnknownFacts facts) => "unknown: " + FactNames(facts);

    /// <summary>The names of facts: <c>public, last launched</c>.</summary>
    public static string FactNames(UnknownFacts facts) =>
        string.Join(", ", FactWords.Where(fact => facts.HasFlag(fact.Fact)).Select(fact => fact.Words));

    /// <summary>What becomes of an action, where there is more to say than that it succeeds.</summary>
    private static string? DescribeOutcome(in ResourceDecision decision) => decision.Outcome switch
    {
        LifecycleOutcome.Refused => DescribeRefusal(decision),
        LifecycleOutcome.SharedSnapshot => "stays: " + string.Join(", ", OtherAmis(decision)) + " consists of it too",
        LifecycleOutcome.Unknown when decision.IsAction && decision.Fact is { } fact => DescribeUncertainty(fact),
        _ => decision.RecycleBinDays switch
        {
            null => null,
            0 => "for good",
            { } days => FormattableString.Invariant($"the Recycle Bin keeps it until {decision.At.UtcDateTime.AddDays(days):yyyy-MM-dd}"),
        },
    };

    /// <summary>Why the run is refused an action.</summary>
    public static string DescribeRefusal(in ResourceDecision decision) =>
        DescribeRefusal(decision.Refusal, decision.AccountId, decision.Fact);

    /// <summary>Why an action is refused.</summary>
    public static string DescribeRefusal(RefusalKind refusal, string? accountId, AmiFact? fact) => refusal switch
    {
        RefusalKind.NoCreatedByTag =>
            $"refused: it has no tag {OutputExpectations.CreatedBy}={OutputExpectations.ImageBuilder}, which AWS's managed policy for the execution role asks for",
        RefusalKind.NoCrossAccountRole => $"refused: account {accountId} has no role {LifecycleRoles.CrossAccount}",
        RefusalKind.DeregistrationProtection => $"refused: its deregistration protection is {fact!.DeregistrationProtection}",
        RefusalKind.AmiState => $"refused: EC2 does not disable an AMI that is {fact!.State}",
        RefusalKind.AmiStays => "stays with its AMI",
        _ => "the image resource stays, since one of its AMIs is refused",
    };

    private static string DescribeUncertainty(AmiFact fact) => fact switch
    {
        { IsOfOtherAccount: true, HasLifecycleRole: null } =>
            $"whether account {fact.AccountId} has the role {LifecycleRoles.CrossAccount} is unknown",
        { Problems: { Length: > 0 } problems } => "whether EC2 allows it is unknown: " + string.Join(", ", problems.Select(problem => problem.Permission ?? problem.Message).Distinct()),
        _ => "whether EC2 allows it is unknown",
    };

    private static IEnumerable<string> OtherAmis(ResourceDecision decision) =>
        (decision.Snapshot?.AmiIds ?? []).Where(id => id != decision.Ami?.Image);

    private static string Plain(in ResourceDecision decision, RuleOutcome outcome, RecipeVersion recipe) => outcome.Kind switch
    {
        ReasonKind.NotSelected => "not selected: neither recipe nor tag matches the policy's resourceSelection",
        ReasonKind.OtherType => "not selected: another type than the policy's resourceType",
        ReasonKind.StillBuilding => $"still being built ({Lower(decision.Status)}): left for the next run",
        ReasonKind.PassedOver => $"already {Lower(decision.Status)}",
        ReasonKind.NotOlder => $"{AgeOf(decision)}, not older than {outcome.Rule!.Age}",
        ReasonKind.Retained => $"newest {outcome.Rule!.Slots} of recipe {recipe}",
        ReasonKind.ImageTagged => $"image tagged {Tag(outcome.Detail, outcome.Rule!.ExclusionTags)}",
        ReasonKind.AmiInRegion or ReasonKind.AmiPublic or ReasonKind.AmiTagged
            or ReasonKind.AmiShared or ReasonKind.AmiLaunched =>
            DescribeExclusion(outcome.Kind, outcome.Detail, new(decision.Ami!, decision.Fact), outcome.Rule!.AmiExclusions!),
        ReasonKind.Older when outcome.Rule!.Action == LifecycleAction.Delete && outcome.Rule.Slots > 0 =>
            $"{AgeOf(decision)}, older than {outcome.Rule.Age}; beyond the newest {outcome.Rule.Slots} of recipe {recipe}",
        ReasonKind.Older => $"{AgeOf(decision)}, older than {outcome.Rule!.Age}",
        ReasonKind.BeyondNewest => $"beyond the newest {outcome.Rule!.Slots} of recipe {recipe}",
        ReasonKind.FailedOrCancelled => $"{Lower(decision.Status)}: qualifies always and takes no retention slot",
        ReasonKind.OutputOfImage => "goes with its image",
        ReasonKind.NotIncluded => "not included by the rule",
        ReasonKind.Unknown => DescribeUnknown(outcome.UnknownFacts),
        _ => "no rule of the policy acts on it",
    };

    private static IEnumerable<string> AssumptionWords(ResourceDecision decision, RuleOutcome outcome)
    {
        if (outcome.Assumptions.HasFlag(LifecycleAssumptions.TagOfFailed))
        {
            yield return $"tagged {Tag(outcome.Detail, outcome.Rule!.ExclusionTags)}, but the guide leaves open whether an exclusion tag "
                + $"keeps a {Lower(decision.Status)} image ({MoreDeletions})";
        }
        if (outcome.Assumptions.HasFlag(LifecycleAssumptions.SameMoment))
            yield return "images of the same moment compete for the last slot, and AWS does not say which stays";
        if (outcome.Assumptions.HasFlag(LifecycleAssumptions.NameAsRecipe))
            yield return $"the image has no recipe and counts by its own name and version ({MoreDeletions})";
        if (outcome.Assumptions.HasFlag(LifecycleAssumptions.LaunchUnreported))
        {
            yield return FormattableString.Invariant($"last launched {new KnownAmi(decision.Ami!, decision.Fact).LastLaunchedTime?.UtcDateTime:yyyy-MM-dd HH:mm}, ")
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
