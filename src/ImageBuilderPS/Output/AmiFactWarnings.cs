using ImageBuilderPS.Ec2;

namespace ImageBuilderPS.Output;

/// <summary>The warnings about what could not be read of AMIs: one for each permission, however many AMIs it concerns.</summary>
internal static class AmiFactWarnings
{
    private const int MaxShown = 4;

    /// <summary>The warnings.</summary>
    /// <param name="facts">The facts.</param>
    public static IEnumerable<string> Of(IReadOnlyCollection<AmiFact> facts) =>
        from fact in facts
        from problem in fact.Problems ?? []
        group (Fact: fact, Problem: problem) by (problem.Permission, Reason: ReasonOf(fact, problem)) into same
        orderby same.Key.Permission, same.Key.Reason
        select Text(same.Key.Permission, [.. same.Select(item => item.Fact).Distinct()], same.First().Problem);

    // One name is for all accounts, but each has a role of its own; without a permission the message is the reason.
    private static string? ReasonOf(AmiFact fact, AmiFactProblem problem) =>
        problem.ErrorCode == AmiFactProblem.NoRoleName ? null
        : problem.Permission is null ? problem.Message
        : fact.IsOfOtherAccount ? fact.AccountId
        : null;

    private static string Text(string? permission, AmiFact[] facts, AmiFactProblem problem)
    {
        string[] regions = [.. facts.Select(fact => fact.Region).OfType<string>().Distinct()];
        var places = regions.Length > MaxShown ? $"{regions.Length} regions" : string.Join(", ", regions);
        var amis = $"{facts.Length} AMI{(facts.Length == 1 ? "" : "s")}";
        if (problem.ErrorCode == AmiFactProblem.NoRoleName)
        {
            string[] accounts = [.. facts.Select(fact => fact.AccountId).OfType<string>().Distinct()];
            var owners = accounts.Length > MaxShown ? $"{accounts.Length} accounts" : string.Join(", ", accounts.Select(account => $"account {account}"));
            return $"Nothing is known of {amis} of {owners} in {places}. Get-IBImageFact, Get-IBLifecyclePreview and New-IBLifecyclePlan read them with -RoleName, the name of a role there that may read EC2 and that you may assume (sts:AssumeRole).";
        }
        var what = permission is null ? "Some facts are" : $"What needs {permission} is";
        return $"{what} unknown for {amis} in {places}. {problem.Message}";
    }
}
