using ImageBuilderPS.Api.Resources;
using ImageBuilderPS.LocalService.Model;

namespace ImageBuilderPS.LocalService.Faults;

/// <summary>Finds out whether a target of a distribution fails by a rule, and with what error.</summary>
internal static class DistributionFaults
{
    // The phase of each cause, and the step after the copy in which it occurs.
    private static readonly Dictionary<string, (string Phase, string? Step, Func<Target, string> Message)> Causes = new(StringComparer.Ordinal)
    {
        [FaultCause.Kms] = (FaultPhase.Distributing, null, target =>
            Ec2($"The KMS key of the snapshot cannot be used in region {target.Region} by account {target.Account}. Check the key's policy and state.")),
        [FaultCause.Quota] = (FaultPhase.Distributing, null, target =>
            Ec2($"Account {target.Account} has reached its quota of AMIs in region {target.Region}.")),
        [FaultCause.RegionNotEnabled] = (FaultPhase.Distributing, null, target =>
            Ec2($"Region {target.Region} is not enabled for account {target.Account}.")),
        [FaultCause.CrossAccountRole] = (FaultPhase.Distributing, null, target =>
            FailureReasons.NoCrossAccountRole(target.Account, target.Region, target.Caller).Message),
        [FaultCause.LaunchTemplate] = (FaultPhase.Integrating, ImageConfigurationStep.UpdateLaunchTemplates, target =>
            Ec2($"The launch template lt-0123456789abcdef0 does not exist in region {target.Region}.")),
        [FaultCause.Test] = (FaultPhase.Testing, null, _ => "The test of the image ended with exit status 1."),
    };

    /// <summary>The phase in which a distribution fails for a cause; null for an unknown cause.</summary>
    public static string? PhaseOf(string cause) => Causes.TryGetValue(cause, out var known) ? known.Phase : null;

    /// <summary>
    /// The failure of one target. Call it once for each target of each attempt, at the start of the distribution: every call
    /// counts as a match of the rules.
    /// </summary>
    /// <param name="rules">The rules.</param>
    /// <param name="source">The source image as the request has it.</param>
    /// <param name="caller">The account that distributes.</param>
    /// <param name="region">The target region.</param>
    /// <param name="account">The target account.</param>
    /// <returns>Null when the target does not fail.</returns>
    public static TargetFailure? Find(FaultRules rules, string source, string caller, string region, string account)
    {
        if (rules.Find(new(null, region, account, () => source)) is not { } rule)
            return null;
        var target = new Target(caller, region, account);
        var (phase, step, message) = rule.Cause is { } cause
            ? Causes[cause]
            : (rule.Phase!, rule.Phase == FaultPhase.Integrating ? ImageConfigurationStep.UpdateLaunchTemplates : null, _ => Ec2("An internal error has occurred."));
        return new(phase, rule.Message ?? message(target), step);
    }

    // Image Builder quotes the errors of EC2 so.
    private static string Ec2(string message) => $"EC2 Client Error: '{message}'";

    private readonly record struct Target(string Caller, string Region, string Account);
}
