namespace ImageBuilderPS.Ec2;

/// <summary>What could not be read, in few words.</summary>
public static class AmiFactProblems
{
    private const int MaxNamed = 3;

    /// <summary>One sentence for each permission that is missing, and for each other problem, with the AMIs that it concerns.</summary>
    /// <param name="facts">The facts.</param>
    public static IEnumerable<string> Summarize(IEnumerable<AmiFact> facts) => facts
        .SelectMany(fact => (fact.Problems ?? []).Select(problem => (fact, problem)))
        .GroupBy(item => (item.problem.Permission, Text: item.problem.Permission is null ? item.problem.Message : item.problem.ErrorCode))
        .Select(group => Describe([.. group.Select(item => item.fact)], group.First().problem));

    private static string Describe(IReadOnlyList<AmiFact> facts, AmiFactProblem problem)
    {
        var places = facts.Select(fact => $"{fact.Region}{(fact.AccountId is null ? "" : $" of account {fact.AccountId}")}").Distinct().ToList();
        var where = string.Join(", ", places.Take(MaxNamed)) + (places.Count > MaxNamed ? $" and {places.Count - MaxNamed} more" : "");
        var what = problem.Permission is null ? problem.Message : $"{problem.Permission} failed with {problem.ErrorCode}: {problem.Message}";
        return $"Not everything is known of {facts.Count} {(facts.Count == 1 ? "AMI" : "AMIs")} in {where}. {what}";
    }
}
