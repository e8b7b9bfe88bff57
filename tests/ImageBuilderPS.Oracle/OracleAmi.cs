using ImageBuilderPS.Contract;

namespace ImageBuilderPS.Oracle;

/// <summary>The AMI-level exclusions as the oracle asks them.</summary>
internal static class OracleAmi
{
    public static (string Action, string Because) Ask(OracleRule rule, Ami ami)
    {
        var isGone = string.Equals(ami.State?.Status, "DELETED", StringComparison.OrdinalIgnoreCase);
        if (isGone || rule.Detail.ExclusionRules?.Amis is not { } amis)
            return (rule.Verb, "OutputOfImage");
        var tests = new (string Name, bool Asked, bool? Matches)[]
        {
            ("AmiInRegion", amis.Regions is { Length: > 0 }, ami.Region is null ? null : amis.Regions?.Contains(ami.Region)),
            ("AmiPublic", amis.IsPublic == true, ami.IsPublic),
            ("AmiTagged", amis.TagMap is { Count: > 0 }, ami.Tags is null ? null : amis.TagMap?.Any(tag => ami.Tags.Contains(tag))),
            ("AmiShared", amis.SharedAccounts is { Length: > 0 }, ami.SharedAccounts is null ? null : amis.SharedAccounts?.Intersect(ami.SharedAccounts).Any()),
            ("AmiLaunched", amis.LastLaunched is not null, LaunchedWithin(amis.LastLaunched, ami.LastLaunchedTime, rule.At)),
        };
        var asked = tests.Where(test => test.Asked).ToList();
        return asked.Any(test => test.Matches == true) ? ("Skip", asked.First(test => test.Matches == true).Name)
            : asked.Any(test => test.Matches is null) ? ("Unknown", "Unknown")
            : (rule.Verb, "OutputOfImage");
    }

    private static bool? LaunchedWithin(LifecyclePolicyDetailExclusionRulesAmisLastLaunched? window, DateTimeOffset? launched, DateTimeOffset at) =>
        launched is null || window is null ? null : OracleRule.Later(launched.Value, window.Value!.Value, window.Unit!) > at;
}
