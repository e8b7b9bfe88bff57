namespace ImageBuilderPS.Api.Constraints;

/// <summary>Validates requests, or parts of them, against the constraints of their members and the rules between members.</summary>
public static class ContractValidator
{
    /// <summary>Finds every violation in a request or a part of one.</summary>
    /// <param name="value">A contract object.</param>
    /// <param name="path">The JSON path of the object; empty for a whole request.</param>
    /// <returns>All violations, in the order of the members; empty when there are none.</returns>
    public static IReadOnlyList<Violation> Validate(object value, string path = "") =>
        [.. ContractWalker.Walk(value, path).SelectMany(Violations)];

    /// <summary>Finds every violation in the value of one member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="value">The value; null for a missing member.</param>
    /// <param name="path">The JSON path of the value; the member's own name when left out.</param>
    /// <returns>All violations; empty when there are none.</returns>
    public static IReadOnlyList<Violation> ValidateMember(ContractMember member, object? value, string? path = null)
    {
        path ??= member.JsonName;
        return [.. member.Check(value, path), .. ContractWalker.Walk(value, path).SelectMany(Violations)];
    }

    /// <summary>Finds combinations of members that the service accepts but that are likely a mistake.</summary>
    /// <param name="request">A request.</param>
    /// <returns>One sentence each, with its JSON path.</returns>
    public static IReadOnlyList<string> Warnings(object request) =>
        request is IMemberWarnings source ? [.. source.Warnings()] : [];

    private static IEnumerable<Violation> Violations(ContractVisit visit) =>
        visit.Member is { } member ? member.Check(visit.Value, visit.Path)
        : visit.Owner is IMemberRules rules ? rules.BrokenRules(visit.Path)
        : [];
}
