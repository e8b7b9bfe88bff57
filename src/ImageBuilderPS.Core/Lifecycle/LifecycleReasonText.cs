using System.Globalization;
using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Lifecycle;

/// <summary>Puts a verdict's reason into words.</summary>
internal static class LifecycleReasonText
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

    public static string Of(in LifecycleVerdict verdict, LifecycleAnswer answer, RecipeVersion recipe)
    {
        var text = Plain(verdict, answer, recipe);
        if (answer.Acts && answer.Unknown != UnknownFacts.None)
            text += "; " + OfUnknown(answer.Unknown);
        if (verdict.IsAlreadyDone)
            text += $"; already {Lower(verdict.Status)}, which counts as done";
        if (verdict.IsUnmanaged)
            text += (verdict.Action == LifecycleAction.Unknown ? "; if it stays, it is " : "; ") + Unmanaged;
        return string.Join("; ", ReadingWords(verdict, answer).Prepend(text));
    }

    /// <summary>The AMI-level exclusion that keeps an AMI, in words.</summary>
    public static string OfExclusion(LifecycleReasonKind kind, string? detail, Ami ami, AmiExclusions exclusions) => kind switch
    {
        LifecycleReasonKind.AmiInRegion => $"AMI in region {detail}",
        LifecycleReasonKind.AmiPublic => "AMI is public",
        LifecycleReasonKind.AmiTagged => $"AMI tagged {Tag(detail, ami.Tags)}",
        LifecycleReasonKind.AmiShared => $"AMI shared with {detail}",
        _ => FormattableString.Invariant($"AMI last launched {ami.LastLaunchedTime:yyyy-MM-dd}, within {exclusions.LastLaunched}"),
    };

    /// <summary>What is missing, in words.</summary>
    public static string OfUnknown(UnknownFacts facts) => "unknown: " + Words(facts);

    /// <summary>Facts by name: <c>public, last launched</c>.</summary>
    public static string Words(UnknownFacts facts) =>
        string.Join(", ", FactWords.Where(fact => facts.HasFlag(fact.Fact)).Select(fact => fact.Words));

    private static string Plain(in LifecycleVerdict verdict, LifecycleAnswer answer, RecipeVersion recipe) => answer.Kind switch
    {
        LifecycleReasonKind.NotSelected => "not selected: neither recipe nor tag matches the policy's resourceSelection",
        LifecycleReasonKind.OtherType => "not selected: another type than the policy's resourceType",
        LifecycleReasonKind.StillBuilding => $"still being built ({Lower(verdict.Status)}): left for the next run",
        LifecycleReasonKind.PassedOver => $"already {Lower(verdict.Status)}",
        LifecycleReasonKind.NotOlder => $"{AgeOf(verdict)}, not older than {answer.Rule!.Age}",
        LifecycleReasonKind.Retained => $"newest {answer.Rule!.Slots} of recipe {recipe}",
        LifecycleReasonKind.ImageTagged => $"image tagged {Tag(answer.Detail, answer.Rule!.ExclusionTags)}",
        LifecycleReasonKind.AmiInRegion or LifecycleReasonKind.AmiPublic or LifecycleReasonKind.AmiTagged
            or LifecycleReasonKind.AmiShared or LifecycleReasonKind.AmiLaunched =>
            OfExclusion(answer.Kind, answer.Detail, verdict.Ami!, answer.Rule!.AmiExclusions!),
        LifecycleReasonKind.Older when answer.Rule!.Action == LifecycleAction.Delete && answer.Rule.Slots > 0 =>
            $"{AgeOf(verdict)}, older than {answer.Rule.Age}; beyond the newest {answer.Rule.Slots} of recipe {recipe}",
        LifecycleReasonKind.Older => $"{AgeOf(verdict)}, older than {answer.Rule!.Age}",
        LifecycleReasonKind.BeyondNewest => $"beyond the newest {answer.Rule!.Slots} of recipe {recipe}",
        LifecycleReasonKind.FailedOrCancelled => $"{Lower(verdict.Status)}: qualifies always and takes no retention slot",
        LifecycleReasonKind.OutputOfImage => "goes with its image",
        LifecycleReasonKind.NotIncluded => "not included by the rule",
        LifecycleReasonKind.Unknown => OfUnknown(answer.Unknown),
        _ => "no rule of the policy acts on it",
    };

    private static IEnumerable<string> ReadingWords(LifecycleVerdict verdict, LifecycleAnswer answer)
    {
        if (answer.Readings.HasFlag(LifecycleReadings.TagOfFailed))
        {
            yield return $"tagged {Tag(answer.Detail, answer.Rule!.ExclusionTags)}, but the guide leaves open whether an exclusion tag "
                + $"keeps a {Lower(verdict.Status)} image ({MoreDeletions})";
        }
        if (answer.Readings.HasFlag(LifecycleReadings.SameMoment))
            yield return "images of the same moment compete for the last slot, and AWS does not say which stays";
        if (answer.Readings.HasFlag(LifecycleReadings.NameAsRecipe))
            yield return $"the image has no recipe and counts by its own name and version ({MoreDeletions})";
        if (answer.Readings.HasFlag(LifecycleReadings.LaunchUnreported))
        {
            yield return FormattableString.Invariant($"last launched {verdict.Ami?.LastLaunchedTime?.UtcDateTime:yyyy-MM-dd HH:mm}, ")
                + $"which EC2 may not report to the run yet, being up to a day late ({MoreDeletions})";
        }
    }

    private static string AgeOf(in LifecycleVerdict verdict) => verdict.Age is not { } age ? "of unknown age"
        : age < TimeSpan.Zero ? "created after the run"
        : age.Days == 1 ? "1 day old"
        : $"{age.Days.ToString(CultureInfo.InvariantCulture)} days old";

    private static string Tag(string? key, TagMap? tags) =>
        key is not null && tags is not null && tags.TryGetValue(key, out var value) ? $"{key}={value}" : $"{key}";

    private static string Lower(string? status) => status?.ToLowerInvariant() ?? "";
}
