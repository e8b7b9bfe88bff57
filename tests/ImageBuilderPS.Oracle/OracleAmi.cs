using ImageBuilderPS.Api;
using ImageBuilderPS.Api.Resources;

namespace ImageBuilderPS.Oracle;

/// <summary>The AMI-level exclusions as the oracle evaluates them.</summary>
internal static class OracleAmi
{
    public static bool IsDeleted(Ami ami) => string.Equals(ami.State?.Status, "DELETED", StringComparison.OrdinalIgnoreCase);

    public static (string Action, string Because) Evaluate(OracleRule rule, Ami ami)
    {
        var isDisabled = string.Equals(ami.State?.Status, "DISABLED", StringComparison.OrdinalIgnoreCase);
        var shared = isDisabled ? [] : ami.SharedAccounts;
        if (IsDeleted(ami) || rule.Detail.ExclusionRules?.Amis is not { } amis)
            return (rule.Verb, "OutputOfImage");
        var tests = new (string Name, bool Applies, bool? Matches)[]
        {
            ("AmiInRegion", amis.Regions is { Length: > 0 }, ami.Region is null ? null : amis.Regions?.Contains(ami.Region)),
            ("AmiPublic", amis.IsPublic == true, isDisabled ? false : ami.IsPublic),
            ("AmiTagged", amis.TagMap is { Count: > 0 }, ami.Tags is null ? null : amis.TagMap?.Any(tag => ami.Tags.Contains(tag))),
            ("AmiShared", amis.SharedAccounts is { Length: > 0 }, shared is null ? null : amis.SharedAccounts?.Intersect(shared).Any()),
            ("AmiLaunched", amis.LastLaunched is not null, LaunchedWithin(amis.LastLaunched, ami, rule.At)),
        };
        var applied = tests.Where(test => test.Applies).ToList();
        return applied.Any(test => test.Matches == true) ? ("Skip", applied.First(test => test.Matches == true).Name)
            : applied.Any(test => test.Matches is null) ? ("Unknown", "Unknown")
            : (rule.Verb, "OutputOfImage");
    }

    private static bool? LaunchedWithin(LifecyclePolicyDetailExclusionRulesAmisLastLaunched? window, Ami ami, DateTimeOffset at) =>
        window is null ? null
        : ami.LastLaunchedTime is { } launched ? launched <= at.AddHours(-24) && OracleRule.Later(launched, window.Value!.Value, window.Unit!) > at
        : ami.HasNeverLaunched == true ? false
        : null;
}
