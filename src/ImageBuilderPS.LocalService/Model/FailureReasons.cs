using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.Distributing;

namespace ImageBuilderPS.LocalService.Model;

/// <summary>Why distributions fail, in words.</summary>
internal static class FailureReasons
{
    private const int MostNamed = 3;

    public static string Of(Ami ami, string caller) =>
        $"Distribution to account {ami.AccountId} in region {ami.Region} failed: could not assume the role " +
        $"arn:aws:iam::{ami.AccountId}:role/{FailureDiagnosis.CrossAccountRole}. The role has to exist there and trust account {caller}.";

    public static string Of(IEnumerable<Ami> amis, HashSet<string> refused, string caller)
    {
        var failed = amis.Where(ami => refused.Contains(ami.AccountId!)).ToList();
        var named = string.Join(" ", failed.Take(MostNamed).Select(ami => Of(ami, caller)));
        return failed.Count > MostNamed ? $"{named} And {failed.Count - MostNamed} more." : named;
    }
}
