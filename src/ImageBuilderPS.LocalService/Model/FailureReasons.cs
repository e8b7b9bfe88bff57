using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Describes why distributions fail.</summary>
internal static class FailureReasons
{
    private const int MaxNamed = 3;

    public static string Describe(Ami ami, string caller) =>
        $"Distribution to account {ami.AccountId} in region {ami.Region} failed: could not assume the role " +
        $"arn:aws:iam::{ami.AccountId}:role/{FailureDiagnosis.CrossAccountRole}. The role has to exist there and trust account {caller}.";

    public static string Describe(IEnumerable<Ami> amis, HashSet<string> refused, string caller)
    {
        var failed = amis.Where(ami => refused.Contains(ami.AccountId!)).ToList();
        var named = string.Join(" ", failed.Take(MaxNamed).Select(ami => Describe(ami, caller)));
        return failed.Count > MaxNamed ? $"{named} And {failed.Count - MaxNamed} more." : named;
    }
}
