namespace ImageBuilderPS.Api.Constraints;

/// <summary>A request was not sent, since it violates constraints of the API.</summary>
/// <param name="request">The request.</param>
/// <param name="violations">All violations.</param>
public sealed class ConstraintViolationException(Request request, IReadOnlyList<Violation> violations)
    : Exception(Describe(request, violations))
{
    // Violations has all. A list of thousands of wrong items would be a message that nobody reads.
    private const int MostShown = 50;

    /// <summary>What to do about it.</summary>
    public const string Action =
        "Correct what the message names. If the service accepts it, -SkipValidation sends it unchanged.";

    /// <summary>The request.</summary>
    public Request Request { get; } = request;

    /// <summary>All violations.</summary>
    public IReadOnlyList<Violation> Violations { get; } = violations;

    private static string Describe(Request request, IReadOnlyList<Violation> violations) =>
        $"{OperationAttribute.Of(request.GetType()).Name} was not sent: "
        + (violations.Count == 1 ? violations[0].ToString() : $"{violations.Count} violations."
            // Numbered, since PowerShell joins the lines of an error in a script.
            + string.Concat(violations.Take(MostShown).Select((violation, index) => $"\n  ({index + 1}) {violation}"))
            + (violations.Count > MostShown ? $"\n  and {violations.Count - MostShown} more" : ""));
}
