using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Oracle;

/// <summary>The AMI-level exclusions as the oracle evaluates them.</summary>
internal static class OracleAmi
{
    /// <summary>Whether a distribution failed, and left an output without an AMI.</summary>
    public static bool IsMissing(Ami ami) => ami.Image is null && (HasState(ami, "FAILED") || HasState(ami, "CANCELLED"));

    public static bool IsGone(Ami ami, AmiFact? fact) => IsMissing(ami) || HasState(ami, "DELETED") || fact?.State == "deregistered";

    public static (string Action, string Because) Evaluate(OracleRule rule, Ami ami, AmiFact? fact)
    {
        var isDisabled = HasState(ami, "DISABLED") || fact?.State == "disabled";
        var isPublic = isDisabled ? false : ami.IsPublic ?? fact?.IsPublic;
        var shared = isDisabled ? [] : ami.SharedAccounts ?? fact?.SharedAccounts;
        var (tags, region) = (ami.Tags ?? fact?.Tags, ami.Region ?? fact?.Region);
        if (IsGone(ami, fact) || rule.Detail.ExclusionRules?.Amis is not { } amis)
            return (rule.Verb, "OutputOfImage");
        var tests = new (string Name, bool Applies, bool? Matches)[]
        {
            ("AmiInRegion", amis.Regions is { Length: > 0 }, region is null ? null : amis.Regions?.Contains(region)),
            ("AmiPublic", amis.IsPublic == true, isPublic),
            ("AmiTagged", amis.TagMap is { Count: > 0 }, tags is null ? null : amis.TagMap?.Any(tag => tags.Contains(tag))),
            ("AmiShared", amis.SharedAccounts is { Length: > 0 }, shared is null ? null : amis.SharedAccounts?.Intersect(shared).Any()),
            ("AmiLaunched", amis.LastLaunched is not null, LaunchedWithin(amis.LastLaunched, ami, fact, rule.At)),
        };
        var applied = tests.Where(test => test.Applies).ToList();
        return applied.Any(test => test.Matches == true) ? ("Skip", applied.First(test => test.Matches == true).Name)
            : applied.Any(test => test.Matches is null) ? ("Unknown", "Unknown")
            : (rule.Verb, "OutputOfImage");
    }

    private static bool HasState(Ami ami, string state) => string.Equals(ami.State?.Status, state, StringComparison.OrdinalIgnoreCase);

    private static bool? LaunchedWithin(LifecyclePolicyDetailExclusionRulesAmisLastLaunched? window, Ami ami, AmiFact? fact, DateTimeOffset at)
    {
        var (time, isNever) = ami.LastLaunchedTime is not null || ami.HasNeverLaunched == true
            ? (ami.LastLaunchedTime, ami.HasNeverLaunched)
            : (fact?.LastLaunchedTime, fact?.HasNeverLaunched);
        return window is null ? null
            : time is { } launched ? launched <= at.AddHours(-24) && OracleRule.Later(launched, window.Value!.Value, window.Unit!) > at
            : isNever == true ? false
            : null;
    }
}
